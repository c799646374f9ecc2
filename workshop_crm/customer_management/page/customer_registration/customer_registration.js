frappe.pages["customer-registration"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(
				workshop_crm.screens.mountInPage(wrapper, "customer_registration", __("Register Customer"))
			);
		});
	});
};

frappe.pages["customer-registration"].on_page_show = async function (wrapper) {
	(await wrapper.screen).show();
};
