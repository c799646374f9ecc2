// List of identity numbers, masked; its key is the customer, so that the ID would say the name twice.

frappe.listview_settings["Customer Identity"] = { hide_name_column: true };
