// Form of Sales Order: the part about picking up appears where the division offers takeaway.

frappe.ui.form.on("Sales Order", {
	refresh: show_takeaway,
	company: show_takeaway,
});

const takeaway_of_division = {};

async function show_takeaway(frm) {
	const company = frm.doc.company;
	const offered = company ? await offers_takeaway(company) : false;
	if (frm.doc.company !== company) return;
	frm.toggle_display("takeaway_section", Boolean(offered || frm.doc.is_takeaway));
	if (offered && frm.doc.is_takeaway && frm.doc.docstatus === 1) {
		frm.add_custom_button(__("Takeaway Board"), () => frappe.set_route("takeaway"));
	}
}

/** Ask each division once; whoever may not read its settings sees no takeaway. */
async function offers_takeaway(company) {
	if (!frappe.model.can_read("Division Settings")) return false;
	takeaway_of_division[company] ??= frappe.call({
		method: "workshop_crm.api.v1.divisions.settings",
		args: { company },
		type: "GET",
	});
	const answer = await takeaway_of_division[company];
	return answer.message.features.includes("takeaway");
}
