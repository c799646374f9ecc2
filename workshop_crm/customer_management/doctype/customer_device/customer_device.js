// Form of a device: the way to its owner's page.

frappe.ui.form.on("Customer Device", {
	refresh(frm) {
		const owner = frm.doc.current_owner;
		if (frm.is_new() || !owner) return;
		frm.add_custom_button(__("Customer 360"), () => frappe.set_route("customer-360", owner));
	},
});
