// What was merged, by whom, and the undo with the reason when it comes too late.

import { actionButton, el, fill, isolated } from "./dom.js";
import { emptyState, failure, showLoaded } from "./messages.js";
import { namesFor } from "./names.js";

const MERGES = "workshop_crm.api.v1.merges";
const PAGE = 10;

/** The list of merges, of one `customer` or of all that the viewer sees. */
export function mergeHistory(host, live, customer = null) {
	const state = { host, live, customer, place: el("div", {}) };
	showLoaded(host, state.place, async () => {
		const answer = await read(state, 0);
		if (!answer.rows.length) return emptyState(host.translate("Nothing was merged yet."));
		state.list = el("ul", { class: "wcrm-merge-history" }, items(state, answer.rows));
		return [state.list, el("div", { class: "wcrm-more" }, moreButton(state, answer))];
	});
	return state.place;
}

function read({ host, customer }, start) {
	return host.call(`${MERGES}.history`, { customer, limit_start: start, limit_page_length: PAGE });
}

function items(state, rows) {
	return rows.map((row) => item(state, el("li", { class: "wcrm-card" }), row));
}

function moreButton(state, answer) {
	if (!answer.has_more) return null;
	const button = actionButton(state.host.translate("Show more"), async () => {
		const holder = button.parentElement;
		try {
			const next = await read(state, answer.next_start);
			state.list.append(...items(state, next.rows));
			fill(holder, moreButton(state, next));
		} catch (error) {
			fill(holder, failure(state.host, error), moreButton(state, answer));
		}
	});
	return button;
}

function item(state, element, merge) {
	const { host } = state;
	const notice = el("div", {});
	return fill(
		element,
		el(
			"div",
			{ class: "wcrm-card-head" },
			el(
				"div",
				{},
				person(host, merge, "source"),
				el("span", { class: "wcrm-muted" }, host.user.direction === "rtl" ? " ← " : " → "),
				person(host, merge, "target")
			),
			status(host, merge)
		),
		el("p", { class: "wcrm-facts" }, facts(host, merge)),
		notice,
		merge.may_undo &&
			actionButton(host.translate("Undo this merge"), () => undo(state, element, merge, notice))
	);
}

function person(host, merge, side) {
	const customer = merge.customers[side];
	return el("strong", {}, isolated(customer ? namesFor(host, customer)[0] : merge[side]));
}

function status(host, merge) {
	const [tone, text] =
		merge.status === "Undone" ? ["plain", host.translate("Undone")] : ["green", host.translate("Merged")];
	return el("span", { class: `wcrm-badge wcrm-badge-${tone}` }, text);
}

function facts(host, merge) {
	const { datetime, number } = host.format;
	return [
		isolated(merge.name),
		el("span", {}, isolated(merge.merged_by_name), " · ", isolated(datetime(merge.creation))),
		el("span", {}, host.translate("{0} values changed", [number(merge.moved_rows)])),
		merge.undone_on &&
			el(
				"span",
				{},
				host.translate("Undone by {0} on {1}", [merge.undone_by_name, datetime(merge.undone_on)])
			),
	];
}

async function undo(state, element, merge, notice) {
	const { host, live } = state;
	try {
		const undone = await host.call(`${MERGES}.undo`, { merge: merge.name }, { post: true });
		live.textContent = host.translate("The merge was undone: both customers are as they were.");
		item(state, element, undone);
	} catch (error) {
		fill(notice, failure(host, error));
	}
}
