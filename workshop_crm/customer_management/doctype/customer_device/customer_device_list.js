// List of devices: what became of each at a glance.

const DEVICE_COLOURS = { "In Use": "green", "In Repair": "orange", Lost: "red", Disposed: "grey" };

frappe.listview_settings["Customer Device"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.status), DEVICE_COLOURS[doc.status], `status,=,${doc.status}`],
};
