// List of measurements: whose they are says the name, not the number of the record.

frappe.listview_settings["Customer Measurement"] = { hide_name_column: true };
