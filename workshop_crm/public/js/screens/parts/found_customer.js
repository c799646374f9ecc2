// A customer as the search found him: his names, why he was found, and what matched marked.

import { el, isolated, optionLabel } from "./dom.js";
import { namesFor } from "./names.js";

const NAME_FIELDS = ["customer_name", "customer_name_ar"];

/** `text` with the spans (pairs of first and last place + 1) inside `<mark>`. */
export function marked(text, spans = []) {
	const parts = [];
	let from = 0;
	for (const [start, end] of spans) {
		parts.push(text.slice(from, start), el("mark", {}, text.slice(start, end)));
		from = end;
	}
	return [...parts, text.slice(from)];
}

/** The customer's names, the one in the viewer's script first; the one that was searched by is marked. */
export function foundNames(host, customer) {
	const { field, matched, spans } = customer.reason || {};
	const inMatched = (name) => NAME_FIELDS.includes(field) && name === matched;
	return namesFor(host, customer).map((name, place) =>
		isolated(inMatched(name) ? marked(name, spans) : name, place ? "wcrm-muted" : null)
	);
}

/** Why the customer was found, as a sentence; a name that is marked anyway says it itself. */
export function foundReason({ reason }) {
	if (!reason || ["name", "prefix"].includes(reason.kind)) return null;
	const place = NAME_FIELDS.includes(reason.field) ? -1 : reason.label.indexOf(reason.matched);
	if (!reason.matched || place < 0) return el("span", { class: "wcrm-found-reason" }, reason.label);
	const after = place + reason.matched.length;
	return el(
		"span",
		{ class: "wcrm-found-reason" },
		reason.label.slice(0, place),
		isolated(marked(reason.matched, reason.spans)),
		reason.label.slice(after)
	);
}

/** Phone, number and, where they are known, area, stage and standing. */
export function foundFacts(host, customer) {
	return [
		customer.mobile_no && isolated(host.format.phone(customer.mobile_no)),
		isolated(customer.customer_number || customer.name),
		customer.territory && isolated(host.translate(customer.territory)),
		customer.lifecycle_stage && el("span", {}, optionLabel(host, customer.lifecycle_stage)),
		customer.is_vip ? el("span", { class: "wcrm-badge" }, host.translate("VIP")) : null,
		customer.disabled ? el("span", { class: "wcrm-badge" }, host.translate("Disabled")) : null,
	];
}
