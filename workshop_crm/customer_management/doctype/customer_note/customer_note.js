// Here an empty division means all of them. Frappe fills in the user's default company, and ERPNext, before
// each refresh of any form, the last company chosen: both are taken back, so that reading changes nothing.
const divisions = {};
// The note whose division is the user's own choice from now on.
let settled = "";

frappe.ui.form.on("Customer Note", {
	onload(frm) {
		const asked = (frappe.route_options || {}).company || "";
		remember(frm, frm.is_new() ? asked : frm.doc.company);
	},

	after_save(frm) {
		remember(frm, frm.doc.company);
	},

	refresh(frm) {
		if (divisions[frm.doc.name] === "" && frm.doc.company) take_back(frm);
		frm.toggle_display("company", true);
		settled = frm.doc.name;
	},

	on_hide() {
		settled = "";
	},

	company(frm) {
		if (settled === frm.doc.name) divisions[frm.doc.name] = frm.doc.company || "";
	},
});

function remember(frm, company) {
	divisions[frm.doc.name] = company || "";
	settled = "";
}

function take_back(frm) {
	frm.doc.company = "";
	if (!frm.is_new()) frm.doc.__unsaved = 0;
	frm.refresh_field("company");
	frm.refresh_header();
}
