// List of vehicles: whose papers ran out or run out soon, and which have no owner yet.

frappe.listview_settings["Customer Vehicle"] = {
	add_fields: ["current_owner", "registration_expiry", "policy_expiry"],
	hide_name_column: true,

	get_indicator(doc) {
		const today = frappe.datetime.get_today();
		const soon = frappe.datetime.add_days(today, 30);
		const runs_out = (day) => [doc.registration_expiry, doc.policy_expiry].some((date) => date && date < day);
		if (runs_out(today)) return [__("Expired"), "red", `registration_expiry,<,${today}`];
		if (runs_out(soon)) return [__("Expires Soon"), "orange", `registration_expiry,<,${soon}`];
		if (!doc.current_owner) return [__("No Owner"), "grey", "current_owner,is,not set"];
		return [__("In Order"), "green", `registration_expiry,>=,${soon}`];
	},
};
