// List of what staff answered when two customers looked like one.

frappe.listview_settings["Customer Duplicate Answer"] = {
	add_fields: ["answer"],
	hide_name_column: true,

	get_indicator(doc) {
		const colour = doc.answer === "Not a Duplicate" ? "blue" : "orange";
		return [__(doc.answer), colour, `answer,=,${doc.answer}`];
	},
};
