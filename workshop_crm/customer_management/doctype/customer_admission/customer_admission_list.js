// List of requests for admission: those that wait for an answer stand out.

const ADMISSION_COLOURS = { Open: "orange", Admitted: "green", Declined: "grey" };

frappe.listview_settings["Customer Admission"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.status), ADMISSION_COLOURS[doc.status], `status,=,${doc.status}`],
};
