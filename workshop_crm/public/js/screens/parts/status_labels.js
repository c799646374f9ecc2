// ERPNext's words for the state of its documents, so that both desks show them in the viewer's language.

import { optionLabel } from "./dom.js";

/** The label of a status of a Project, Quotation or Warranty Claim, or of how a warranty stands. */
export function statusLabel(host, status) {
	const labels = {
		Draft: host.translate("Draft"),
		Open: host.translate("Open"),
		Replied: host.translate("Replied"),
		"Partially Ordered": host.translate("Partially Ordered"),
		Ordered: host.translate("Ordered"),
		Lost: host.translate("Lost quotation"),
		Expired: host.translate("Expired"),
		Completed: host.translate("Completed"),
		Cancelled: host.translate("Cancelled"),
		Closed: host.translate("Closed"),
		"Work In Progress": host.translate("Work In Progress"),
		"Under Warranty": host.translate("Under Warranty"),
		"Ending Soon": host.translate("Ending Soon"),
		"Out of Warranty": host.translate("Out of Warranty"),
	};
	return labels[status] || optionLabel(host, status);
}
