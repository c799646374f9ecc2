// List of division accounts: the standing in its colour.

const STANDING_COLOURS = {
	Active: "green",
	"Pending Approval": "orange",
	Inactive: "grey",
	Suspended: "yellow",
	Closed: "darkgrey",
	Blacklisted: "red",
};

frappe.listview_settings["Customer Division Account"] = {
	add_fields: ["status", "is_vip"],
	get_indicator: (doc) => [__(doc.status), STANDING_COLOURS[doc.status], `status,=,${doc.status}`],
};
