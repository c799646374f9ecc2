// The menu of a division beside what was chosen from it.

import { debounce, el, fill, isolated } from "./dom.js";
import { field } from "./fields.js";
import { emptyState, showLoaded } from "./messages.js";

const ITEMS = "workshop_crm.api.v1.takeaway.items";
const PAUSE = 180;
const MENU = 40;

/** `{ element, items() }`; `items()` is what the order takes: item_code and qty. */
export function takeawayBasket(host, customer, company) {
	const state = { host, customer, company, chosen: new Map() };
	state.text = field(host.translate("Items"), {
		kind: "search",
		dir: "auto",
		placeholder: host.translate("Search the menu"),
	});
	state.menu = el("div", { class: "wcrm-menu" });
	state.basket = el("div", { class: "wcrm-basket", "aria-live": "polite" });
	state.text.input.addEventListener(
		"input",
		debounce(() => showMenu(state), PAUSE)
	);
	showMenu(state);
	showBasket(state);
	return {
		element: el("div", {}, state.text.element, state.menu, state.basket),
		items: () => [...state.chosen.values()].map(({ item_code, qty }) => ({ item_code, qty })),
	};
}

function showMenu(state) {
	const { host, customer, company, text, menu } = state;
	const asked = { customer, company, text: text.value(), limit_page_length: MENU };
	return showLoaded(host, menu, async () => {
		const items = await host.call(ITEMS, asked);
		if (!items.length) return emptyState(host.translate("Nothing with a price was found."));
		return el(
			"ul",
			{},
			items.map((item) => el("li", {}, menuButton(state, item)))
		);
	});
}

function menuButton(state, item) {
	const { host } = state;
	const add = () => change(state, item, 1);
	return el(
		"button",
		{ type: "button", class: "wcrm-dish", on: { click: add } },
		el("span", { dir: "auto" }, item.item_name),
		el("span", { class: "wcrm-muted" }, isolated(host.format.money(item.rate, item.currency)))
	);
}

function change(state, item, by) {
	const qty = (state.chosen.get(item.item_code)?.qty || 0) + by;
	if (qty > 0) state.chosen.set(item.item_code, { ...item, qty });
	else state.chosen.delete(item.item_code);
	showBasket(state, item, by);
}

function showBasket(state, item, by) {
	const { host, basket, chosen } = state;
	const rows = [...chosen.values()];
	if (!rows.length) {
		return fill(basket, el("p", { class: "wcrm-muted" }, host.translate("Choose from the menu above.")));
	}
	const total = rows.reduce((sum, { qty, rate }) => sum + qty * rate, 0);
	fill(
		basket,
		el(
			"ul",
			{},
			rows.map((row) => basketRow(state, row))
		),
		el(
			"p",
			{ class: "wcrm-basket-total" },
			el("span", {}, host.translate("Total of the order")),
			el("strong", {}, isolated(host.format.money(total, rows[0].currency)))
		)
	);
	// The button that was pressed is a new one now; by a keyboard one goes on from it.
	const same =
		item && [...basket.querySelectorAll("button")].find((button) => button.value === key(item, by));
	if (same && !document.activeElement?.isConnected) same.focus();
	return null;
}

const key = (item, by) => `${by > 0 ? "+" : "-"}${item.item_code}`;

function basketRow(state, row) {
	const { host } = state;
	const step = (by, sign, label) =>
		el(
			"button",
			{
				type: "button",
				class: "wcrm-button wcrm-count-button",
				value: key(row, by),
				"aria-label": label,
				on: { click: () => change(state, row, by) },
			},
			sign
		);
	return el(
		"li",
		{},
		el("span", { class: "wcrm-basket-name", dir: "auto" }, row.item_name),
		step(-1, "−", host.translate("One less of {0}", [row.item_name])),
		el("strong", {}, isolated(host.format.number(row.qty))),
		step(1, "+", host.translate("One more of {0}", [row.item_name])),
		el(
			"span",
			{ class: "wcrm-basket-amount" },
			isolated(host.format.money(row.qty * row.rate, row.currency))
		)
	);
}
