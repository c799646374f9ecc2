frappe.pages["customer-360"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(workshop_crm.screens.mountInPage(wrapper, "customer_360", __("Customer 360")));
		});
	});
};

frappe.pages["customer-360"].on_page_show = async function (wrapper) {
	const [, customer, tab] = frappe.get_route();
	(await wrapper.screen).show({ customer, tab });
};
