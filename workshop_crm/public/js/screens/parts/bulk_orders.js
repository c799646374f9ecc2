// Quotation and order for a division that has bulk orders switched on, at its wholesale price list.

import { actionButton } from "./dom.js";

/** The buttons for one division, none where bulk orders are off or the viewer may not write the documents. */
export function bulkButtons(host, { header, may }, division) {
	if (!division.features.includes("bulk_orders")) return [];
	const values = { company: division.company, selling_price_list: division.wholesale_price_list };
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
