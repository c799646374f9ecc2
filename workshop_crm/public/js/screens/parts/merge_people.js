// A customer in a few lines, to tell two apart who look alike.

import { el, isolated } from "./dom.js";
import { namesFor } from "./names.js";

/** Names, number, phone and since when; the name leads to the customer's page. */
export function personLines(host, customer) {
	const [first, second] = namesFor(host, customer);
	const open = () => host.go(["customer-360", customer.name]);
	return [
		el(
			"button",
			{ type: "button", class: "wcrm-link wcrm-merge-name", on: { click: open } },
			isolated(first)
		),
		second && el("p", { class: "wcrm-muted" }, isolated(second)),
		el(
			"p",
			{ class: "wcrm-facts" },
			isolated(customer.customer_number || customer.name),
			customer.mobile_no && isolated(host.format.phone(customer.mobile_no)),
			el("span", {}, host.translate("Customer since {0}", [host.format.date(customer.creation)]))
		),
	];
}
