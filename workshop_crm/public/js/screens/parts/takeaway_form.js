// A takeaway order: what, how many, and when it is picked up within the opening hours.

import { openDialog } from "./dialog.js";
import { divisionChoice } from "./division_choice.js";
import { actionButton, el, fill, withNumbersInOrder } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { failure } from "./messages.js";
import { takeawayBasket } from "./takeaway_basket.js";

const TAKEAWAY = "workshop_crm.api.v1.takeaway";
const SETTINGS = "workshop_crm.api.v1.divisions.settings";
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
// How long a kitchen usually needs, and the steps in which people name a time.
const MINUTES_AHEAD = 30;
const STEP = 5;

/** Open the form in a dialog. `place` is `{ host, element, taken(text, order) }`. */
export function openTakeaway(place, customer, companies) {
	const title = place.host.translate("Takeaway order");
	openDialog(place.host, place.element, title, (close) => takeawayForm(place, customer, companies, close));
}

/** The form for one customer over the divisions that offer takeaway. */
export function takeawayForm(place, customer, companies, close) {
	const { host } = place;
	const state = { ...place, customer, close, notice: el("div", {}), menu: el("div", {}) };
	const soon = nextStep(new Date());
	state.day = field(host.translate("Day of picking up"), { kind: "date", required: true });
	state.time = field(host.translate("Time of picking up"), { kind: "time", required: true });
	state.day.set(soon.toLocaleDateString("en-CA"));
	state.time.set(soon.toTimeString().slice(0, 5));
	state.hours = el("p", { class: "wcrm-hint wcrm-wide" });
	state.day.input.addEventListener("change", () => showHours(state));
	const choice = divisionChoice(host, companies, (company) => chooseDivision(state, company));
	const save = actionButton(host.translate("Take the order"), () => send(state), "wcrm-button-primary");
	return el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		choice,
		el("div", { class: "wcrm-grid wcrm-pick-up" }, state.day.element, state.time.element, state.hours),
		state.menu,
		state.notice,
		el("div", { class: "wcrm-steps" }, save)
	);
}

function nextStep(now) {
	const step = STEP * 60000;
	return new Date(Math.ceil((now.getTime() + MINUTES_AHEAD * 60000) / step) * step);
}

async function chooseDivision(state, company) {
	const { host, customer } = state;
	state.company = company;
	state.basket = takeawayBasket(host, customer, company);
	fill(state.menu, state.basket.element);
	fill(state.hours);
	const settings = await host.call(SETTINGS, { company }).catch(() => null);
	if (state.company !== company || !settings) return;
	state.opening = settings.opening_hours;
	showHours(state);
}

function showHours({ host, hours, opening, day }) {
	if (!opening?.length || !day.value()) return fill(hours);
	const weekday = WEEKDAYS[new Date(`${day.value()}T12:00`).getDay()];
	const spans = opening
		.filter((row) => row.weekday === weekday)
		.map((row) => `${clock(row.opens_at)}–${clock(row.closes_at)}`);
	const name = host.translate(weekday);
	const text = spans.length
		? host.translate("Open on {0}: {1}", [name, `\u2066${spans.join(", ")}\u2069`])
		: host.translate("Closed on {0}.", [name]);
	return fill(hours, text);
}

function clock(time) {
	return String(time)
		.split(":")
		.slice(0, 2)
		.map((part) => part.padStart(2, "0"))
		.join(":");
}

async function send(state) {
	const { host, customer, company, basket, day, time, notice } = state;
	const missing = [day, time].find((entry) => !entry.value());
	if (missing) {
		missing.refuse(host.translate("Please fill in this field."));
		return missing.input.focus();
	}
	const order = {
		customer,
		company,
		items: basket.items(),
		pick_up_time: `${day.value()} ${time.value()}:00`,
	};
	try {
		return confirm(state, await host.call(`${TAKEAWAY}.create`, order, { post: true }));
	} catch (error) {
		error.message = withNumbersInOrder(error.message);
		return fill(notice, failure(host, error));
	}
}

/** Say what was ordered in the dialog's place, with the ways on. */
function confirm(state, order) {
	const { host, close, notice, taken } = state;
	const text = host.translate("The order {0} was taken.", [`\u2066${order.name}\u2069`]);
	taken(text, order);
	const form = notice.closest("form");
	const total = host.format.money(order.amount, order.currency);
	const time = host.format.datetime(`${order.pick_up_time}:00`);
	const on = (go) => () => {
		close();
		go();
	};
	fill(
		form,
		el("p", { class: "wcrm-taken", role: "status" }, icon("check"), el("strong", {}, text)),
		el("p", {}, host.translate("Pick-up: {0}", [`\u2068${time}\u2069`])),
		el("p", {}, host.translate("To pay: {0}", [`\u2068${total}\u2069`])),
		el(
			"div",
			{ class: "wcrm-steps" },
			actionButton(
				host.translate("Takeaway board"),
				on(() => host.go(["takeaway"]))
			),
			actionButton(
				host.translate("Open the order"),
				on(() => host.go(["Form", "Sales Order", order.name]))
			),
			actionButton(host.translate("Close"), close)
		)
	);
	form.querySelector("button")?.focus();
}
