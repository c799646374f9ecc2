// List of likely duplicates: a click compares the two.

frappe.listview_settings["Customer Duplicate Pair"] = {
	add_fields: ["customer", "other_customer", "status"],
	hide_name_column: true,
	filters: [["status", "=", "Open"]],

	get_indicator(doc) {
		const colour = doc.status === "Open" ? "orange" : "grey";
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},

	get_form_link: (doc) =>
		`/app/customer-merging/${[doc.customer, doc.other_customer].map(encodeURIComponent).join("/")}`,

	onload(listview) {
		listview.page.add_inner_button(__("Merge Customers"), () => frappe.set_route("customer-merging"));
	},
};
