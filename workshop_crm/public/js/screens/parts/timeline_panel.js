// The timeline: everything that happened with the customer, newest first, filtered by kind.

import { actionButton, el, fill, isolated, liveRegion, optionLabel } from "./dom.js";
import { icon } from "./icons.js";
import { emptyState, failure, showLoaded } from "./messages.js";

const TIMELINE = "workshop_crm.api.v1.customers.timeline";
const PAGE = 20;

/** The panel with its filters; it reads the first page at once. */
export function timelinePanel(host, customer) {
	const state = { host, customer, kinds: new Set(), day: null };
	state.filters = el("div", { class: "wcrm-chips", role: "group" });
	state.filters.setAttribute("aria-label", host.translate("Show only"));
	state.place = el("div", {});
	state.live = liveRegion();
	reload(state);
	return el("div", { class: "wcrm-timeline" }, state.filters, state.place, state.live);
}

function read(state, start) {
	const { host, customer, kinds } = state;
	return host.call(TIMELINE, {
		customer,
		kinds: kinds.size ? [...kinds] : null,
		limit_start: start,
		limit_page_length: PAGE,
	});
}

function reload(state) {
	return showLoaded(state.host, state.place, async () => {
		const answer = await read(state, 0);
		showFilters(state, answer.kinds);
		state.live.textContent = state.host.translate("{0} events shown", [answer.events.length]);
		if (!answer.events.length) return emptyState(state.host.translate("Nothing has happened here yet."));
		state.day = null;
		state.list = el("ol", { class: "wcrm-events" }, eventItems(state, answer.events));
		return [state.list, el("div", { class: "wcrm-more" }, moreButton(state, answer))];
	});
}

function moreButton(state, answer) {
	if (!answer.has_more) return null;
	const button = actionButton(state.host.translate("Show more"), async () => {
		const holder = button.parentElement;
		try {
			const next = await read(state, answer.next_start);
			state.list.append(...eventItems(state, next.events).flat());
			fill(holder, moreButton(state, next));
		} catch (error) {
			fill(holder, failure(state.host, error), moreButton(state, answer));
		}
	});
	return button;
}

function showFilters(state, kinds) {
	if (state.filters.childElementCount) return;
	const all = chip(state.host.translate("All"), true);
	const chips = kinds.map(({ kind, label }) => [kind, chip(label, false)]);
	const press = () => {
		all.setAttribute("aria-pressed", String(!state.kinds.size));
		chips.forEach(([kind, button]) => button.setAttribute("aria-pressed", String(state.kinds.has(kind))));
		reload(state);
	};
	all.addEventListener("click", () => {
		state.kinds.clear();
		press();
	});
	for (const [kind, button] of chips) {
		button.addEventListener("click", () => {
			if (!state.kinds.delete(kind)) state.kinds.add(kind);
			press();
		});
	}
	fill(
		state.filters,
		all,
		chips.map(([, button]) => button)
	);
}

function chip(label, pressed) {
	return el("button", { type: "button", class: "wcrm-chip", "aria-pressed": String(pressed) }, label);
}

/** Items for events, with a heading before the first event of each day. */
function eventItems(state, events) {
	return events.map((event) => {
		const heading = event.on !== state.day && dayHeading(state, event.on);
		state.day = event.on;
		return [heading, eventItem(state.host, event)].filter(Boolean);
	});
}

function dayHeading({ host }, day) {
	return el("li", { class: "wcrm-day", role: "presentation" }, host.format.date(day));
}

function eventItem(host, event) {
	return el(
		"li",
		{ class: `wcrm-event wcrm-event-${event.kind}` },
		el("span", { class: "wcrm-event-icon" }, icon(event.kind)),
		el(
			"div",
			{ class: "wcrm-event-body" },
			el("div", { class: "wcrm-event-line" }, title(host, event), amount(host, event)),
			facts(host, event)
		)
	);
}

function title(host, event) {
	const open = () => host.go(["Form", event.doctype, event.name]);
	return el(
		"button",
		{ type: "button", class: "wcrm-link wcrm-event-title", dir: "auto", on: { click: open } },
		event.title
	);
}

function amount(host, event) {
	if (event.amount === null || event.amount === undefined) return null;
	return isolated(
		host.format.money(event.amount, event.currency),
		`wcrm-amount ${event.amount < 0 ? "wcrm-negative" : ""}`
	);
}

function facts(host, event) {
	const numbered = !["Customer", "Customer Note", "Communication"].includes(event.doctype);
	const shown = [
		event.at.length > 10 && isolated(event.at.slice(11, 16)),
		numbered && isolated(event.name),
		event.company && el("span", { dir: "auto" }, event.company),
		event.detail && el("span", { dir: "auto" }, event.detail),
		event.status && el("span", { class: "wcrm-tag" }, optionLabel(host, event.status)),
	];
	return el("p", { class: "wcrm-facts" }, shown);
}
