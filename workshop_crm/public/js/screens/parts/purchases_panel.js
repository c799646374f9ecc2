// What the customer bought, in all divisions or in one.

import { actionButton, el, fill, isolated, optionLabel } from "./dom.js";
import { field } from "./fields.js";
import { emptyState, failure, showLoaded } from "./messages.js";

const HISTORY = "workshop_crm.api.v1.customers.history";
const PAGE = 20;

/** The table of purchases with a choice of division; on a phone each row becomes a card. */
export function purchasesPanel(host, customer, { divisions }) {
	const state = { host, customer, place: el("div", {}) };
	const choices = [
		["", host.translate("All divisions")],
		...divisions.map(({ company }) => [company, company]),
	];
	state.company = field(host.translate("Division"), { kind: "select", choices });
	state.company.input.addEventListener("change", () => reload(state));
	reload(state);
	return el(
		"div",
		{},
		divisions.length > 1 && el("div", { class: "wcrm-bar" }, state.company.element),
		state.place
	);
}

function read(state, start) {
	const { host, customer, company } = state;
	return host.call(HISTORY, {
		customer,
		company: company.value() || null,
		limit_start: start,
		limit_page_length: PAGE,
	});
}

function reload(state) {
	return showLoaded(state.host, state.place, async () => {
		const answer = await read(state, 0);
		if (!answer.rows.length) return emptyState(state.host.translate("No purchases yet."));
		state.body = el(
			"tbody",
			{},
			answer.rows.map((row) => tableRow(state.host, row))
		);
		return [table(state), el("div", { class: "wcrm-more" }, moreButton(state, answer))];
	});
}

function moreButton(state, answer) {
	if (!answer.has_more) return null;
	const button = actionButton(state.host.translate("Show more"), async () => {
		const holder = button.parentElement;
		try {
			const next = await read(state, answer.next_start);
			state.body.append(...next.rows.map((row) => tableRow(state.host, row)));
			fill(holder, moreButton(state, next));
		} catch (error) {
			fill(holder, failure(state.host, error), moreButton(state, answer));
		}
	});
	return button;
}

function table({ host, body }) {
	const heads = [
		host.translate("Date"),
		host.translate("Document"),
		host.translate("Items"),
		host.translate("Division"),
		host.translate("Status"),
		host.translate("Amount"),
	];
	return el(
		"table",
		{ class: "wcrm-table" },
		el(
			"thead",
			{},
			el(
				"tr",
				{},
				heads.map((head) => el("th", { scope: "col" }, head))
			)
		),
		body
	);
}

function tableRow(host, row) {
	const open = () => host.go(["Form", row.doctype, row.name]);
	return el(
		"tr",
		{ class: row.is_return ? "wcrm-row-return" : null },
		el("td", {}, isolated(host.format.date(row.on))),
		el(
			"td",
			{ class: "wcrm-cell-document" },
			el("button", { type: "button", class: "wcrm-link", on: { click: open } }, isolated(row.name)),
			returned(host, row)
		),
		el("td", { class: "wcrm-cell-wide", dir: "auto" }, itemNames(host, row)),
		el("td", { class: "wcrm-cell-late", dir: "auto" }, row.company),
		el(
			"td",
			{ class: "wcrm-cell-late" },
			el("span", { class: "wcrm-tag" }, optionLabel(host, row.status))
		),
		el("td", { class: "wcrm-cell-amount" }, isolated(host.format.money(row.amount, row.currency)))
	);
}

function returned(host, row) {
	if (!row.is_return) return null;
	const text = row.return_against
		? host.translate("Return of {0}", [row.return_against])
		: host.translate("Return");
	return el("span", { class: "wcrm-muted wcrm-return-of" }, text);
}

function itemNames(host, row) {
	const names = row.items.join(" · ");
	return row.more_items ? host.translate("{0} and {1} more", [names, row.more_items]) : names;
}
