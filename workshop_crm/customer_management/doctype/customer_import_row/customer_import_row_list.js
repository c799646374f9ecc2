// List of imported lines: which were refused, and why.

const LINE_COLOURS = { Pending: "grey", Imported: "green", Rejected: "red", Skipped: "orange" };

frappe.listview_settings["Customer Import Row"] = {
	add_fields: ["status"],
	get_indicator: (doc) => [__(doc.status), LINE_COLOURS[doc.status], `status,=,${doc.status}`],
};
