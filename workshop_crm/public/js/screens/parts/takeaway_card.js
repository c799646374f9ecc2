// One takeaway order on the board: when, for whom, what, and the next step.

import { actionButton, el, fill, isolated, withNumbersInOrder } from "./dom.js";
import { icon } from "./icons.js";
import { failure } from "./messages.js";
import { namesFor } from "./names.js";

const TAKEAWAY = "workshop_crm.api.v1.takeaway";
const NO_CHANNEL = "MessageChannelMissingError";
const SOON_MINUTES = 15;

/** The card; `board` tells the present time and what the viewer may, `changed(text)` is called after a step. */
export function takeawayCard({ host, board, changed }, order) {
	const card = { host, board, changed, order, notice: el("div", {}) };
	return el(
		"article",
		{ class: "wcrm-card wcrm-order" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("strong", { class: "wcrm-order-time" }, isolated(order.pick_up_time.slice(11))),
			marks(card)
		),
		who(card),
		el(
			"ul",
			{ class: "wcrm-order-items" },
			order.items.map((item) => itemLine(host, item))
		),
		foot(card),
		card.notice,
		board.may_change && steps(card)
	);
}

function marks({ host, board, order }) {
	const preparing = order.pick_up_status === "Preparing";
	return el(
		"ul",
		{ class: "wcrm-badges" },
		preparing && badge("blue", host.translate("Preparing")),
		order.ready_notified_on && badge("green", host.translate("Customer was told"), "message"),
		due(host, board, order)
	);
}

/** How near the time is, for what has not been picked up. */
function due(host, board, order) {
	if (order.pick_up_status === "Picked Up") return null;
	const minutes = Math.round((moment(order.pick_up_time) - moment(board.now)) / 60000);
	if (minutes < 0)
		return badge("red", host.translate("{0} min late", [host.format.number(-minutes)]), "alert");
	if (minutes > SOON_MINUTES) return null;
	return badge("amber", host.translate("in {0} min", [host.format.number(minutes)]));
}

/** Both times come in the time of the site: read alike, their distance is right wherever the browser is. */
function moment(text) {
	return new Date(text.replace(" ", "T")).getTime();
}

function badge(tone, text, symbol) {
	return el("li", { class: `wcrm-badge wcrm-badge-${tone}` }, symbol && icon(symbol), text);
}

function who({ host, order }) {
	const open = () => host.go(["customer-360", order.customer]);
	return el(
		"div",
		{ class: "wcrm-order-who" },
		el(
			"button",
			{ type: "button", class: "wcrm-link", dir: "auto", on: { click: open } },
			namesFor(host, order)[0]
		),
		order.phone &&
			el("a", { href: `tel:${order.phone}`, dir: "ltr" }, icon("phone"), host.format.phone(order.phone))
	);
}

function itemLine(host, item) {
	return el(
		"li",
		{},
		el("strong", {}, isolated(`${host.format.number(item.qty)} ×`)),
		" ",
		el("bdi", {}, item.item_name)
	);
}

function foot({ host, board, order }) {
	const open = () => host.go(["Form", "Sales Order", order.name]);
	return el(
		"p",
		{ class: "wcrm-order-foot wcrm-muted" },
		el("button", { type: "button", class: "wcrm-link", on: { click: open } }, isolated(order.name)),
		isolated(host.format.money(order.amount, order.currency)),
		board.divisions.length > 1 && el("span", { dir: "auto" }, order.company)
	);
}

function steps(card) {
	const { host, order } = card;
	const status = order.pick_up_status;
	const ready = actionButton(host.translate("Ready"), () => take(card, "ready"), "wcrm-button-primary");
	const buttons = {
		Ordered: [ready, actionButton(host.translate("Start preparing"), () => take(card, "start"))],
		Preparing: [ready],
		Ready: [
			actionButton(host.translate("Picked up"), () => take(card, "picked_up"), "wcrm-button-primary"),
		],
		"Picked Up": [],
	}[status];
	const undo = status !== "Ordered" && actionButton(host.translate("Undo"), () => take(card, "undo"));
	return el("div", { class: "wcrm-steps" }, buttons, undo);
}

async function take(card, step, values = {}) {
	const { host, order, notice, changed } = card;
	try {
		await host.call(`${TAKEAWAY}.${step}`, { order: order.name, ...values }, { post: true });
	} catch (error) {
		error.message = withNumbersInOrder(error.message);
		return fill(notice, failure(host, error), error.type === NO_CHANNEL && untold(card));
	}
	return changed(host.translate("The order {0} was changed.", [order.name]));
}

/** Nothing reaches the customer: staff may call him, and mark the order without a message. */
function untold(card) {
	const label = card.host.translate("Mark as ready without a message");
	return actionButton(label, () => take(card, "ready", { notify: false }));
}
