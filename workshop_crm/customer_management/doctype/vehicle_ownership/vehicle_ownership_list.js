// List of who has, or had, which vehicle or device.

frappe.listview_settings["Vehicle Ownership"] = {
	add_fields: ["role", "to_date", "is_primary"],
	hide_name_column: true,

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		if (doc.to_date && doc.to_date <= today) return [__("Ended"), "grey", `to_date,<=,${today}`];
		const colour = doc.is_primary ? "green" : "blue";
		return [__(doc.role), colour, `role,=,${doc.role}|to_date,is,not set`];
	},
};
