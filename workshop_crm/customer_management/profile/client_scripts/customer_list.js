// List of Customer: standing at a glance, and registration without leaving the list.

(function () {
	const settings = (frappe.listview_settings["Customer"] = frappe.listview_settings["Customer"] || {});
	const on_load = settings.onload;

	settings.add_fields = [
		...(settings.add_fields || []),
		"disabled",
		"is_blacklisted",
		"is_vip",
		"lifecycle_stage",
		"customer_number",
	];

	settings.get_indicator = function (doc) {
		if (doc.is_blacklisted) return [__("Blacklisted"), "red", "is_blacklisted,=,1"];
		if (doc.disabled) return [__("Disabled"), "grey", "disabled,=,1"];
		if (doc.is_vip) return [__("VIP"), "yellow", "is_vip,=,1|disabled,=,0"];
		if (doc.lifecycle_stage)
			return [__(doc.lifecycle_stage), "blue", `lifecycle_stage,=,${doc.lifecycle_stage}`];
		return [__("Enabled"), "green", "disabled,=,0"];
	};

	settings.onload = function (listview) {
		on_load?.(listview);
		if (!frappe.model.can_create("Customer")) return;
		listview.page.add_inner_button(__("Register customer"), () => {
			frappe.require("customer_screens.bundle.js", () => workshop_crm.screens.registerInDialog());
		});
	};
})();
