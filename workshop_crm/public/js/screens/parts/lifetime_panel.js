// The numbers of a lifetime; each opens the rows behind it.

import { el, isolated } from "./dom.js";

/** A strip of tiles, or nothing when the viewer may read none of the documents behind them. */
export function lifetimePanel(host, numbers) {
	if (!numbers.length) return null;
	return el(
		"section",
		{ class: "wcrm-lifetime", "aria-label": host.translate("Lifetime numbers") },
		numbers.map((number) => tile(host, number))
	);
}

function tile(host, number) {
	const open = () => host.go(["List", number.doctype, number.filters]);
	return el(
		"button",
		{ type: "button", class: "wcrm-tile", on: { click: open } },
		el("span", { class: "wcrm-tile-label" }, number.label),
		el("span", { class: "wcrm-tile-value" }, isolated(shown(host, number)))
	);
}

function shown(host, number) {
	if (number.kind === "money") return host.format.money(number.value, number.currency);
	if (number.kind === "date") return host.format.date(number.value);
	return host.format.number(number.value);
}
