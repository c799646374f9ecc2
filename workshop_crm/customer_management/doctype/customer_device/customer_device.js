// Form of a device: the way to its owner's page, where it is handed over, or to entering its first owner.

frappe.ui.form.on("Customer Device", {
	refresh(frm) {
		const owner = frm.doc.current_owner;
		if (frm.is_new()) return;
		if (owner) {
			frm.add_custom_button(__("Customer 360"), () => frappe.set_route("customer-360", owner));
		} else if (frappe.model.can_create("Vehicle Ownership")) {
			const values = { item_doctype: frm.doctype, item: frm.doc.name };
			frm.add_custom_button(__("Enter the owner"), () => frappe.new_doc("Vehicle Ownership", values));
		}
	},
});
