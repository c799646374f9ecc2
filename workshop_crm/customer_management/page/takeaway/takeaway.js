frappe.pages["takeaway"].on_page_load = function (wrapper) {
	wrapper.screen = new Promise((resolve) => {
		frappe.require("customer_screens.bundle.js", () => {
			resolve(workshop_crm.screens.mountInPage(wrapper, "takeaway", __("Takeaway Board")));
		});
	});
};

frappe.pages["takeaway"].on_page_show = async function (wrapper) {
	(await wrapper.screen).show({ day: frappe.get_route()[1] });
};
