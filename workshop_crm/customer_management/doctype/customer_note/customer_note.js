frappe.ui.form.on("Customer Note", {
	onload(frm) {
		// Frappe fills in the user's default company; here an empty division means all.
		if (frm.is_new() && !(frappe.route_options || {}).company) frm.set_value("company", "");
	},
});
