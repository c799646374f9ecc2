// How a measurement is written: its number with the unit, what changed, and whose it is.

import { el, isolated } from "./dom.js";

/** Whom the taking is of. */
export function personName(host, { person }) {
	return person || host.translate("The customer");
}

/** A number, or a text of numbers, with its unit in the reader's language. */
export function lengthText(host, value, unit) {
	const shown = typeof value === "number" ? host.format.number(value) : value;
	return unit === "cm" ? host.translate("{0} cm", [shown]) : host.translate("{0} inch", [shown]);
}

/** How much more or less than the time before; nothing where it is the same or the first. */
export function changeMark(host, { difference }) {
	if (!difference) return null;
	const grown = difference > 0;
	const text = `${grown ? "+" : "−"}${host.format.number(Math.abs(difference))}`;
	const label = grown
		? host.translate("{0} more than the time before", [host.format.number(difference)])
		: host.translate("{0} less than the time before", [host.format.number(-difference)]);
	return el("span", { class: "wcrm-badge wcrm-badge-amber", title: label }, isolated(text));
}
