// Customer search: what was typed, filters, the customers found with the reason of each, and what to do with them.

import { actionButton, debounce, el, fill, liveRegion, newId, screenRoot } from "./parts/dom.js";
import { openDialog } from "./parts/dialog.js";
import { field } from "./parts/fields.js";
import { foundFacts, foundNames, foundReason } from "./parts/found_customer.js";
import { icon } from "./parts/icons.js";
import { emptyState, failure } from "./parts/messages.js";
import { conditionList } from "./parts/segment_conditions.js";

const SEARCH = "workshop_crm.api.v1.customers.search";
const FILE = "workshop_crm.api.v1.customers.search_file";
const SEGMENTS = "workshop_crm.api.v1.segments";
const PAUSE = 160;
const SEGMENT_EDITORS = ["Workshop Manager", "Workshop Marketing", "System Manager", "Administrator"];
const EXPORTERS = ["Workshop Manager", "System Manager", "Administrator"];

/** Put the screen into `element`. `show({ text })` searches for a text that the address brought. */
export function mount(element, host) {
	const root = screenRoot(host, "search");
	const screen = { host, root, live: liveRegion(), found: el("section", { class: "wcrm-found" }) };
	screen.input = searchInput(screen);
	screen.filters = el("div", {});
	screen.steps = el("div", { class: "wcrm-steps" });
	fill(element, root);
	fill(root, searchBox(screen), screen.filters, screen.steps, screen.found, screen.live);
	offerFilters(screen);
	return { show: ({ text } = {}) => begin(screen, text), unmount: () => root.remove() };
}

function begin(screen, text) {
	if (text) screen.input.value = text;
	screen.input.focus();
	return search(screen);
}

function searchInput(screen) {
	const { host } = screen;
	const input = el("input", {
		id: newId("wcrm-search"),
		type: "search",
		class: "wcrm-search-input",
		autocomplete: "off",
		placeholder: host.translate("Name, phone, plate, invoice or number"),
	});
	const later = debounce(() => search(screen), PAUSE);
	input.addEventListener("input", later);
	input.addEventListener("keydown", (event) => {
		if (event.key === "ArrowDown") moveFocus(screen, event, 0);
		if (event.key === "Enter") screen.found.querySelector(".wcrm-found-open")?.click();
	});
	screen.found.addEventListener("keydown", (event) => onArrow(screen, event));
	return input;
}

function searchBox({ host, input }) {
	return el(
		"div",
		{ class: "wcrm-search-head" },
		el("label", { for: input.id, class: "wcrm-search-title" }, host.translate("Find a customer")),
		el("div", { class: "wcrm-search-box" }, icon("search"), input)
	);
}

/** Arrow keys go up and down the customers found; above the first one is the text. */
function onArrow(screen, event) {
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	const places = openButtons(screen);
	const at = places.indexOf(event.target);
	if (!step || at < 0) return;
	moveFocus(screen, event, at + step);
}

function moveFocus(screen, event, place) {
	event.preventDefault();
	const target = place < 0 ? screen.input : openButtons(screen)[place];
	target?.focus();
}

function openButtons({ found }) {
	return [...found.querySelectorAll(".wcrm-found-open")];
}

/** Who may not ask for facts searches without filters. */
async function offerFilters(screen) {
	const { host } = screen;
	let facts;
	try {
		facts = await host.call(`${SEGMENTS}.facts`);
	} catch {
		return;
	}
	const changed = debounce(() => search(screen), PAUSE);
	screen.conditions = conditionList(host, facts, [], true, changed);
	const summary = el("summary", {}, host.translate("Filters"));
	fill(screen.filters, el("details", { class: "wcrm-card" }, summary, screen.conditions.element));
	fill(screen.steps, stepsOf(screen));
}

function stepsOf(screen) {
	const { host } = screen;
	const has = (roles) => host.user.roles.some((role) => roles.includes(role));
	return [
		has(SEGMENT_EDITORS) &&
			actionButton(host.translate("Save filters as a segment"), () => keepAsSegment(screen)),
		has(EXPORTERS) && actionButton(host.translate("Download as CSV"), () => download(screen, "csv")),
		has(EXPORTERS) && actionButton(host.translate("Download as Excel file"), () => download(screen, "xlsx")),
	];
}

function asked({ input, conditions }) {
	return { text: input.value.trim(), conditions: conditions?.values() || [] };
}

/** Ask anew, unless the same is asked or shown already; an answer that was overtaken by a later text is dropped. */
async function search(screen) {
	const { host, found, live } = screen;
	const question = asked(screen);
	if (screen.question === JSON.stringify(question)) return null;
	screen.question = JSON.stringify(question);
	const ticket = (screen.ticket = Symbol("search"));
	if (!question.text && !question.conditions.length) {
		live.textContent = "";
		return fill(found, emptyState(host.translate("Type a name in either script, or any part of a number.")));
	}
	try {
		const page = await host.call(SEARCH, question, { post: true });
		if (screen.ticket === ticket) showFirstPage(screen, question, page);
	} catch (error) {
		screen.question = null;
		if (screen.ticket === ticket) fill(found, failure(host, error, () => search(screen)));
	}
	return null;
}

function showFirstPage(screen, question, page) {
	const { host, found, live } = screen;
	live.textContent = page.rows.length
		? host.translate("{0} customers found", [host.format.number(page.rows.length)])
		: host.translate("No customer was found.");
	if (!page.rows.length) return fill(found, nobody(screen, question));
	const list = el("ol", { class: "wcrm-found-list" });
	const more = el("div", { class: "wcrm-more" });
	addPage(screen, question, list, more, page);
	return fill(found, list, more);
}

function addPage(screen, question, list, more, page) {
	const { host } = screen;
	list.append(...page.rows.map((row) => foundRow(host, row)));
	const next = async () => {
		const args = { ...question, limit_start: page.next_start };
		addPage(screen, question, list, more, await host.call(SEARCH, args, { post: true }));
	};
	fill(more, page.has_more && actionButton(host.translate("Show more"), next));
}

function foundRow(host, customer) {
	const open = el(
		"button",
		{
			type: "button",
			class: "wcrm-found-open",
			on: { click: () => host.go(["customer-360", customer.name]) },
		},
		el("span", { class: "wcrm-found-names" }, foundNames(host, customer)),
		el("span", { class: "wcrm-lookup-facts" }, foundFacts(host, customer)),
		foundReason(customer)
	);
	return el("li", {}, open);
}

function nobody({ host }, { text }) {
	const register = actionButton(host.translate("Register a new customer"), () => host.go(["customer-registration"]));
	const nobodyFound = text
		? host.translate("No customer was found for {0}.", [`\u2068${text}\u2069`])
		: host.translate("No customer fulfils these conditions.");
	return emptyState(nobodyFound, register);
}

function download(screen, format) {
	const question = asked(screen);
	const args = { text: question.text, conditions: JSON.stringify(question.conditions), file_format: format };
	const link = el("a", { href: `/api/method/${FILE}?${new URLSearchParams(args)}`, download: true });
	link.click();
}

function keepAsSegment(screen) {
	const { host, root } = screen;
	const { conditions } = asked(screen);
	if (!conditions.length) {
		screen.question = null;
		return fill(screen.found, emptyState(host.translate("Choose at least one filter; a segment keeps filters only.")));
	}
	return openDialog(host, root, host.translate("Save filters as a segment"), (close) =>
		segmentForm(host, conditions, close)
	);
}

function segmentForm(host, conditions, close) {
	const name = field(host.translate("Segment Name"), { required: true, maxlength: 140, dir: "auto" });
	const notice = el("div", {});
	const save = async () => {
		if (!name.value()) return name.refuse(host.translate("Please write a name."));
		try {
			const args = { segment_name: name.value(), conditions };
			const kept = await host.call(`${SEGMENTS}.create`, args, { post: true });
			close();
			return host.go(["customer-segments", kept.name]);
		} catch (error) {
			return fill(notice, failure(host, error));
		}
	};
	return [name.element, notice, actionButton(host.translate("Save"), save, "wcrm-button-primary")];
}
