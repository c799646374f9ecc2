// What a screen says while it waits, when there is nothing to show, and when something failed.

import { actionButton, el, fill } from "./dom.js";

/** Grey lines in the place of content that is being read. */
export function skeleton(host, lines = 4) {
	const rows = Array.from({ length: lines }, () => el("div", { class: "wcrm-skeleton" }));
	return el(
		"div",
		{ "aria-busy": "true" },
		el("p", { class: "wcrm-sr-only" }, host.translate("Loading")),
		rows
	);
}

/** A quiet line for an empty list. */
export function emptyState(text, action) {
	return el("div", { class: "wcrm-empty" }, el("p", {}, text), action);
}

/** A box with the server's reason; `retry` adds a button. */
export function failure(host, error, retry) {
	return el(
		"div",
		{ class: "wcrm-failure", role: "alert" },
		el("p", {}, error.message),
		retry && actionButton(host.translate("Try again"), retry)
	);
}

/** Show `load()`'s element in `place`: a skeleton meanwhile, the reason and a retry when it fails. */
export async function showLoaded(host, place, load, lines) {
	const ticket = Symbol("load");
	place.wcrmTicket = ticket;
	fill(place, skeleton(host, lines));
	let shown;
	try {
		shown = await load();
	} catch (error) {
		shown = failure(host, error, () => showLoaded(host, place, load, lines));
	}
	// An answer that was overtaken by a later request must not replace the later one.
	if (place.wcrmTicket === ticket) fill(place, shown);
}
