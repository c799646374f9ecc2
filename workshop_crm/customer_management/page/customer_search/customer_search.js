frappe.pages["customer-search"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(workshop_crm.screens.mountInPage(wrapper, "customer_search", __("Customer Search")));
		});
	});
};

frappe.pages["customer-search"].on_page_show = async function (wrapper) {
	(await wrapper.screen).show({ text: frappe.get_route()[1] });
};
