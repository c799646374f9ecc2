// The app's own screens for the bench's desk, built by `bench build`: a page loads them with
// frappe.require("customer_screens.bundle.js"), and browsers fetch them anew after an update.

import { deskHost } from "./desk_host.js";
import * as customer360 from "./screens/customer_360.js";
import * as customerBulk from "./screens/customer_bulk.js";
import * as customerImport from "./screens/customer_import.js";
import * as customerMerge from "./screens/customer_merge.js";
import * as customerRegistration from "./screens/customer_registration.js";
import * as customerSearch from "./screens/customer_search.js";
import * as customerSegments from "./screens/customer_segments.js";
import * as takeaway from "./screens/takeaway.js";

frappe.provide("workshop_crm.screens");

const SCREENS = {
	customer_360: customer360,
	customer_registration: customerRegistration,
	customer_import: customerImport,
	customer_search: customerSearch,
	customer_segments: customerSegments,
	customer_merge: customerMerge,
	takeaway,
	customer_bulk: customerBulk,
};

/** Mount a screen into a desk page; returns the mounted screen. */
workshop_crm.screens.mountInPage = function (wrapper, name, title) {
	frappe.ui.make_app_page({ parent: wrapper, title, single_column: true });
	return SCREENS[name].mount(wrapper.querySelector(".layout-main-section"), deskHost());
};

/** Open the registration in a dialog; leaving it for a customer's page closes the dialog. */
workshop_crm.screens.registerInDialog = function () {
	const dialog = new frappe.ui.Dialog({ title: __("Register Customer"), size: "large" });
	const host = deskHost();
	const go = host.go;
	host.go = (route) => {
		dialog.hide();
		go(route);
	};
	dialog.show();
	// The field of the phone takes the focus only once the dialog is on the page.
	dialog.$wrapper.one("shown.bs.modal", () => SCREENS.customer_registration.mount(dialog.body, host));
	return dialog;
};

/** Open, in a dialog, what can be done to the customers chosen in a list; `changed` is called when it is done. */
workshop_crm.screens.bulkInDialog = function (customers, changed) {
	const dialog = new frappe.ui.Dialog({ title: __("Bulk Action"), size: "large" });
	const host = deskHost();
	const go = host.go;
	host.go = (route) => {
		dialog.hide();
		go(route);
	};
	const screen = SCREENS.customer_bulk.mount(dialog.body, host);
	dialog.$wrapper.one("hidden.bs.modal", () => screen.unmount());
	dialog.show();
	screen.show({ customers, changed });
	return dialog;
};
