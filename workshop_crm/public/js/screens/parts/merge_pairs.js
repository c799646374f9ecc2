// The pairs that the weekly search lists: who, how likely, why, and the two answers.

import { actionButton, el, fill, withNumbersInOrder } from "./dom.js";
import { personLines } from "./merge_people.js";
import { emptyState, failure, showLoaded } from "./messages.js";

const MERGES = "workshop_crm.api.v1.merges";
const PAGE = 20;

/** The list; `open(source, target)` is called for a pair to be merged. */
export function mergePairs(host, live, open) {
	const state = { host, live, open, place: el("div", {}), start: 0 };
	reload(state);
	return el("div", { class: "wcrm-merge-found" }, searchBar(state), state.place);
}

/** Start the search by hand; it runs in the background, so the list is shown anew when asked for. */
function searchBar(state) {
	const { host, live } = state;
	const bar = el("div", { class: "wcrm-steps" });
	const again = actionButton(host.translate("Show the list again"), () => reload(state));
	const begin = async () => {
		const text = host.translate("The search has begun. It runs in the background.");
		try {
			await host.call(`${MERGES}.start_sweep`, {}, { post: true });
			live.textContent = text;
			fill(bar, again, el("span", { class: "wcrm-hint" }, text));
		} catch (error) {
			fill(bar, failure(host, error));
		}
	};
	return fill(bar, actionButton(host.translate("Search now"), begin));
}

function reload(state) {
	return showLoaded(state.host, state.place, async () => {
		const answer = await read(state, 0);
		if (!answer.rows.length) return nothing(state);
		state.list = el("ul", { class: "wcrm-merge-pairs" }, items(state, answer.rows));
		return [state.list, el("div", { class: "wcrm-more" }, moreButton(state, answer))];
	});
}

function nothing({ host }) {
	return emptyState(host.translate("Nobody is waiting to be judged. The search runs every week."));
}

function read({ host }, start) {
	return host.call(`${MERGES}.pairs`, { limit_start: start, limit_page_length: PAGE });
}

function items(state, rows) {
	return rows.map((row) => item(state, row));
}

function moreButton(state, answer) {
	if (!answer.has_more) return null;
	const button = actionButton(state.host.translate("Show more"), async () => {
		const holder = button.parentElement;
		try {
			// Pairs judged since are gone from the server's list, so what is shown is the place to go on from.
			const next = await read(state, state.list.children.length);
			state.list.append(...items(state, next.rows));
			fill(holder, moreButton(state, next));
		} catch (error) {
			fill(holder, failure(state.host, error), moreButton(state, answer));
		}
	});
	return button;
}

function item(state, pair) {
	const { host } = state;
	const notice = el("div", {});
	const element = el("li", { class: "wcrm-card wcrm-merge-pair" });
	const [first, second] = byAge(pair.customers);
	const merge = () => state.open(second.name, first.name);
	fill(
		element,
		el(
			"div",
			{ class: "wcrm-merge-sides" },
			pair.customers.map((customer) => el("div", {}, personLines(host, customer)))
		),
		el("div", { class: "wcrm-merge-why" }, likelihood(host, pair.score), reasons(pair)),
		notice,
		el(
			"div",
			{ class: "wcrm-steps" },
			actionButton(host.translate("Compare and merge"), merge, "wcrm-button-primary"),
			actionButton(host.translate("Not the same person"), () => dismiss(state, pair, element, notice))
		)
	);
	return element;
}

/** The older record is proposed as the one that remains: cards and papers carry its number. */
function byAge(customers) {
	return [...customers].sort((one, other) => one.creation.localeCompare(other.creation));
}

function likelihood(host, score) {
	const percent = host.format.number(Math.round(score * 100));
	const tone = score >= 0.95 ? "red" : "amber";
	return el("span", { class: `wcrm-badge wcrm-badge-${tone}` }, host.translate("{0}% alike", [percent]));
}

function reasons(pair) {
	return el(
		"ul",
		{ class: "wcrm-reasons" },
		pair.reasons.map((reason) => el("li", {}, withNumbersInOrder(reason)))
	);
}

async function dismiss(state, pair, element, notice) {
	const { host, live } = state;
	try {
		await host.call(`${MERGES}.dismiss`, { pair: pair.name }, { post: true });
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	live.textContent = host.translate("The two are kept apart and not listed again.");
	element.remove();
	return state.list.children.length ? null : reload(state);
}
