frappe.pages["customer-merging"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(workshop_crm.screens.mountInPage(wrapper, "customer_merge", __("Merge Customers")));
		});
	});
};

frappe.pages["customer-merging"].on_page_show = async function (wrapper) {
	(await wrapper.screen).show(pairInRoute());
};

function pairInRoute() {
	const [, source, target] = frappe.get_route();
	return { source, target };
}
