// List of merges; they are made, and undone, on a screen of their own.

frappe.listview_settings["Customer Merge"] = {
	add_fields: ["status"],

	get_indicator(doc) {
		const colour = doc.status === "Merged" ? "blue" : "grey";
		return [__(doc.status), colour, `status,=,${doc.status}`];
	},

	onload(listview) {
		listview.page.add_inner_button(__("Merge Customers"), () => frappe.set_route("customer-merging"));
	},
};
