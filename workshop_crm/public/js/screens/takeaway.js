// The board of takeaway orders: what the kitchen prepares, what waits at the counter, what was picked up, by time.

import { customerField } from "./parts/customer_field.js";
import { openDialog } from "./parts/dialog.js";
import { actionButton, el, fill, liveRegion, screenRoot } from "./parts/dom.js";
import { field } from "./parts/fields.js";
import { emptyState, showLoaded } from "./parts/messages.js";
import { takeawayCard } from "./parts/takeaway_card.js";
import { takeawayForm } from "./parts/takeaway_form.js";

const TODAY = "workshop_crm.api.v1.takeaway.today";
const REFRESH = 30000;

/** Put the board into `element`. `show({ day })` opens another day than today (year-month-day). */
export function mount(element, host) {
	const screen = { host, root: screenRoot(host, "takeaway"), live: liveRegion(), company: "", day: "" };
	screen.bar = el("div", { class: "wcrm-board-bar" });
	screen.place = el("div", {});
	fill(screen.root, screen.bar, screen.place, screen.live);
	fill(element, screen.root);
	const timer = setInterval(() => refreshQuietly(screen), REFRESH);
	return {
		show: ({ day } = {}) => {
			screen.day = day || "";
			return load(screen);
		},
		unmount: () => {
			clearInterval(timer);
			screen.root.remove();
		},
	};
}

function read({ host, day, company }) {
	return host.call(TODAY, { day: day || null, company: company || null });
}

function load(screen) {
	return showLoaded(screen.host, screen.place, async () => {
		const board = await read(screen);
		showBar(screen, board);
		return columns(screen, board);
	});
}

/** A page that nobody looks at, or in which somebody is busy with a dialog or a button, is left as it is. */
async function refreshQuietly(screen) {
	const { root, place } = screen;
	if (document.hidden || !root.isConnected || !root.offsetParent || root.querySelector("dialog")) return;
	if (place.querySelector(".wcrm-failure, button:disabled")) return;
	try {
		fill(place, columns(screen, await read(screen)));
	} catch {
		// The next refresh may reach the server again.
	}
}

function showBar(screen, board) {
	const { host } = screen;
	const day = field(host.translate("Day"), { kind: "date" });
	day.set(board.day);
	day.input.addEventListener("change", () => chooseDay(screen, day.value()));
	const step = (days, sign, label) =>
		el(
			"button",
			{
				type: "button",
				class: "wcrm-button",
				"aria-label": label,
				on: { click: () => chooseDay(screen, shifted(board.day, days)) },
			},
			sign
		);
	const rtl = host.user.direction === "rtl";
	fill(
		screen.bar,
		el(
			"div",
			{ class: "wcrm-steps" },
			step(-1, rtl ? "›" : "‹", host.translate("The day before")),
			day.element,
			step(1, rtl ? "‹" : "›", host.translate("The day after")),
			screen.day && actionButton(host.translate("Today"), () => chooseDay(screen, ""))
		),
		divisionField(screen, board),
		board.may_create && newOrderButton(screen, board)
	);
}

function chooseDay(screen, day) {
	screen.day = day;
	return load(screen);
}

function shifted(day, days) {
	const date = new Date(`${day}T12:00:00`);
	date.setDate(date.getDate() + days);
	return date.toLocaleDateString("en-CA");
}

function divisionField(screen, { divisions }) {
	if (divisions.length < 2) return null;
	const { host } = screen;
	const choices = [
		["", host.translate("All divisions")],
		...divisions.map((company) => [company, company]),
	];
	const choice = field(host.translate("Division"), { kind: "select", choices });
	choice.set(screen.company);
	choice.input.addEventListener("change", () => {
		screen.company = choice.value();
		return load(screen);
	});
	return choice.element;
}

function newOrderButton(screen, board) {
	const title = screen.host.translate("New order");
	const open = () => openDialog(screen.host, screen.root, title, (close) => newOrder(screen, board, close));
	return actionButton(title, open, "wcrm-button-primary");
}

/** First for whom, then the form of the order. */
function newOrder(screen, board, close) {
	const { host } = screen;
	const form = el("div", {});
	const place = {
		host,
		element: screen.root,
		taken: (text) => {
			screen.live.textContent = text;
			load(screen);
		},
	};
	const divisions = screen.company ? [screen.company] : board.divisions;
	const customer = customerField(host, host.translate("Customer"), () =>
		fill(form, customer.value() && takeawayForm(place, customer.value(), divisions, close))
	);
	return el("div", { class: "wcrm-form" }, customer.element, form);
}

function columns(screen, board) {
	const { host } = screen;
	const of = (...statuses) => board.orders.filter((order) => statuses.includes(order.pick_up_status));
	if (!board.orders.length) return emptyState(host.translate("No takeaway orders on this day."));
	return el(
		"div",
		{ class: "wcrm-board" },
		column(screen, board, host.translate("To prepare"), of("Ordered", "Preparing")),
		column(screen, board, host.translate("Ready"), of("Ready")),
		column(screen, board, host.translate("Picked up"), of("Picked Up"), "wcrm-column-done")
	);
}

function column(screen, board, title, orders, className = "") {
	const { host } = screen;
	const changed = async (text) => {
		screen.live.textContent = text;
		fill(screen.place, columns(screen, await read(screen)));
	};
	const cards = orders.map((order) => takeawayCard({ host, board, changed }, order));
	return el(
		"section",
		{ class: `wcrm-column ${className}` },
		el("h3", {}, title, el("span", { class: "wcrm-count" }, host.format.number(orders.length))),
		cards.length ? cards : el("p", { class: "wcrm-muted" }, host.translate("No orders here."))
	);
}
