frappe.pages["customer-segments"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(workshop_crm.screens.mountInPage(wrapper, "customer_segments", __("Customer Segments")));
		});
	});
};

frappe.pages["customer-segments"].on_page_show = async function (wrapper) {
	(await wrapper.screen).show({ segment: frappe.get_route()[1] });
};
