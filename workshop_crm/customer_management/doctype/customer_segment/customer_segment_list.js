// List of segments; a new one is begun on the screen that counts while it is written.

frappe.listview_settings["Customer Segment"] = {
	primary_action: () => frappe.set_route("customer-segments", "new-segment"),
};
