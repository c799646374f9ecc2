// Form of a merge: undoing it happens on the screen of merging.

frappe.ui.form.on("Customer Merge", {
	refresh(frm) {
		frm.add_custom_button(__("Merge Customers"), () => frappe.set_route("customer-merging"));
	},
});
