// Quotation and order at the division's own price list: for its VIPs, and for bulk orders where these are switched on.

import { actionButton } from "./dom.js";

/** The price list that quotations and orders begun here use; none where the division keeps none for this customer. */
export function priceListFor(division) {
	const wholesale = division.features.includes("bulk_orders") && division.wholesale_price_list;
	return division.vip_price_list || wholesale;
}

/** The buttons for one division, none without such a price list or where the viewer may not write the documents. */
export function bulkButtons(host, { header, may }, division) {
	const priceList = priceListFor(division);
	if (!priceList) return [];
	const values = { company: division.company, selling_price_list: priceList };
	const quotation = { ...values, quotation_to: "Customer", party_name: header.name };
	const order = { ...values, customer: header.name };
	return [
		may.quotation &&
			actionButton(host.translate("New quotation"), () =>
				host.go(["Form", "Quotation", "new", quotation])
			),
		may.sales_order &&
			actionButton(host.translate("New order"), () => host.go(["Form", "Sales Order", "new", order])),
	];
}
