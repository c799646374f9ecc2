// List of imports: how far each one is.

const IMPORT_COLOURS = {
	Draft: "grey",
	Mapped: "blue",
	"Dry Run Done": "blue",
	Running: "orange",
	Paused: "yellow",
	Completed: "green",
	Failed: "red",
};

frappe.listview_settings["Customer Import"] = {
	add_fields: ["status"],
	get_indicator: (doc) => [__(doc.status), IMPORT_COLOURS[doc.status], `status,=,${doc.status}`],
	primary_action: () => frappe.set_route("customer-importer"),
};
