frappe.ui.form.on("Customer Import", {
	refresh(frm) {
		if (frm.is_new()) return;
		const open = () => frappe.set_route("customer-importer", frm.doc.name);
		frm.add_custom_button(__("Open in the Importer"), open);
	},
});
