// Form of a document: verifying it, and the whole number of an identity document, for managers.

frappe.ui.form.on("Customer Document", {
	refresh(frm) {
		const managing = ["Workshop Manager", "System Manager"].some((role) => frappe.user.has_role(role));
		if (frm.is_new() || !managing) return;
		if (frm.doc.is_verified) {
			frm.add_custom_button(__("Take verification back"), () => verify(frm, false));
		} else if (!frm.doc.expiry_date || frm.doc.expiry_date >= frappe.datetime.get_today()) {
			frm.add_custom_button(__("Verify"), () => verify(frm, true));
		}
		if ((frm.doc.number || "").includes("•")) {
			frm.add_custom_button(__("Show the number"), () => show_number(frm));
		}
	},
});

async function verify(frm, verified) {
	const args = { document: frm.doc.name, verified };
	await frappe.call({ method: "workshop_crm.api.v1.documents.verify", args });
	frm.reload_doc();
}

async function show_number(frm) {
	const args = { document: frm.doc.name };
	const { message } = await frappe.call({ method: "workshop_crm.api.v1.documents.show_number", args });
	frappe.msgprint({ title: __("Number"), message: frappe.utils.escape_html(message.number) });
}
