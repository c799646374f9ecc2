// The app's own screens for the bench's desk, built by `bench build`: a page loads them with
// frappe.require("customer_screens.bundle.js"), and browsers fetch them anew after an update.

import { deskHost } from "./desk_host.js";
import * as customer360 from "./screens/customer_360.js";
import * as customerImport from "./screens/customer_import.js";
import * as customerMerge from "./screens/customer_merge.js";
import * as customerRegistration from "./screens/customer_registration.js";
import * as customerSegments from "./screens/customer_segments.js";

frappe.provide("workshop_crm.screens");

const SCREENS = {
	customer_360: customer360,
	customer_registration: customerRegistration,
	customer_import: customerImport,
	customer_segments: customerSegments,
	customer_merge: customerMerge,
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
