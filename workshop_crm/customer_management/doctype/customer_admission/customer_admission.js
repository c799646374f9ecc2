// Form of a request for admission: the manager of a division that knows the customer decides.

frappe.ui.form.on("Customer Admission", {
	refresh(frm) {
		if (frm.doc.status !== "Open" || !frappe.user_roles.includes("Workshop Manager")) return;
		frm.add_custom_button(__("Decline"), () => ask_reason(frm));
		frm.add_custom_button(__("Admit"), () => ask_consent(frm)).addClass("btn-primary");
	},
});

function ask_consent(frm) {
	const text = __("{0} will see this customer, with a division account of its own.", [
		frappe.utils.escape_html(frm.doc.company),
	]);
	frappe.confirm(text, () => decide(frm, "admit"));
}

function ask_reason(frm) {
	const field = { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 };
	frappe.prompt(field, (values) => decide(frm, "decline", values), __("Decline"));
}

async function decide(frm, verb, values = {}) {
	const method = `workshop_crm.api.v1.admissions.${verb}`;
	await frappe.call({ method, args: { request: frm.doc.name, ...values }, freeze: true });
	frm.reload_doc();
}
