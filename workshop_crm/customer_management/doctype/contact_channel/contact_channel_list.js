// List of channels: each by its name in the reader's language.

frappe.listview_settings["Contact Channel"] = {
	add_fields: ["is_active"],
	formatters: { name: (value) => __(value) },

	get_indicator(doc) {
		return doc.is_active
			? [__("Active"), "green", "is_active,=,1"]
			: [__("Inactive"), "grey", "is_active,=,0"];
	},
};
