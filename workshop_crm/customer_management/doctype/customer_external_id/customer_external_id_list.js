// List of numbers that customers have in other systems.

frappe.listview_settings["Customer External ID"] = { hide_name_column: true };
