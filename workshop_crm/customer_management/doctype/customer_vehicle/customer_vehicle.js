// Form of a vehicle: the way to its owner's page, where it is handed over and its history shown.

frappe.ui.form.on("Customer Vehicle", {
	refresh(frm) {
		const owner = frm.doc.current_owner;
		if (frm.is_new() || !owner) return;
		frm.add_custom_button(__("Customer 360"), () => frappe.set_route("customer-360", owner));
	},
});
