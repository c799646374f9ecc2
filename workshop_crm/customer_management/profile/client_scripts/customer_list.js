// List of Customer: standing at a glance; a new customer is registered without leaving the list.

(function () {
	const settings = (frappe.listview_settings["Customer"] = frappe.listview_settings["Customer"] || {});

	settings.add_fields = [
		...(settings.add_fields || []),
		"disabled",
		"is_blacklisted",
		"is_vip",
		"lifecycle_stage",
		"customer_number",
	];

	// The ID is the name once more, or ERPNext's own series: staff go by the customer number.
	settings.hide_name_column = true;

	settings.get_indicator = function (doc) {
		if (doc.is_blacklisted) return [__("Blacklisted"), "red", "is_blacklisted,=,1"];
		if (doc.disabled) return [__("Disabled"), "grey", "disabled,=,1"];
		if (doc.is_vip) return [__("VIP"), "yellow", "is_vip,=,1|disabled,=,0"];
		if (doc.lifecycle_stage)
			return [__(doc.lifecycle_stage), "blue", `lifecycle_stage,=,${doc.lifecycle_stage}`];
		return [__("Enabled"), "green", "disabled,=,0"];
	};

	const on_load = settings.onload;

	// One entry for all that can be done to the chosen customers: tags, assigning, addresses, files, …
	settings.onload = function (listview) {
		on_load?.(listview);
		if (!frappe.boot.user.in_create.includes("Customer Bulk Action")) return;
		listview.page.add_actions_menu_item(__("Bulk Action"), () => {
			const customers = listview.get_checked_items(true);
			frappe.require("customer_screens.bundle.js", () =>
				workshop_crm.screens.bulkInDialog(customers, () => listview.refresh())
			);
		});
	};

	settings.primary_action = function () {
		frappe.require("customer_screens.bundle.js", () => workshop_crm.screens.registerInDialog());
	};
})();
