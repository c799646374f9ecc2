frappe.pages["customer-importer"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(workshop_crm.screens.mountInPage(wrapper, "customer_import", __("Import Customers")));
		});
	});
};

frappe.pages["customer-importer"].on_page_show = async function (wrapper) {
	(await wrapper.screen).show({ importName: frappe.get_route()[1] });
};
