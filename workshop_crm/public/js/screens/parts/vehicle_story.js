// The history of one vehicle: as staff see it, and exactly as this customer sees it.

import { el, isolated } from "./dom.js";
import { icon } from "./icons.js";
import { emptyState, showLoaded } from "./messages.js";

const VEHICLES = "workshop_crm.api.v1.vehicles";

/** Two views with a switch between them. */
export function vehicleStory({ host, customer }, vehicle) {
	const place = el("div", { class: "wcrm-story" });
	const views = {
		staff: () => host.call(`${VEHICLES}.get_history`, { vehicle: vehicle.name }),
		customer: async () =>
			(await host.call(`${VEHICLES}.owner_view`, { vehicle: vehicle.name, customer })).events,
	};
	const show = (view) => {
		buttons.forEach(([key, button]) => button.setAttribute("aria-pressed", String(key === view)));
		showLoaded(host, place, async () => eventList(host, await views[view](), view));
	};
	const buttons = [
		["staff", chip(host.translate("Everything"), () => show("staff"))],
		["customer", chip(host.translate("What this customer sees"), () => show("customer"))],
	];
	show("staff");
	return [
		el(
			"div",
			{ class: "wcrm-chips" },
			buttons.map(([, button]) => button)
		),
		place,
	];
}

function chip(label, press) {
	return el(
		"button",
		{ type: "button", class: "wcrm-chip", "aria-pressed": "false", on: { click: press } },
		label
	);
}

function eventList(host, events, view) {
	if (!events.length) return emptyState(host.translate("Nothing is known of this vehicle yet."));
	return el(
		"ol",
		{ class: "wcrm-events" },
		events.map((event) => eventItem(host, event, view))
	);
}

function eventItem(host, event, view) {
	const changed = view === "staff" && event.is_change_of_owner;
	return el(
		"li",
		{ class: `wcrm-event ${changed ? "wcrm-event-change" : ""}` },
		el("span", { class: "wcrm-event-icon" }, icon(event.kind === "handover" ? "account" : "vehicle")),
		el(
			"div",
			{ class: "wcrm-event-body" },
			el(
				"div",
				{ class: "wcrm-event-line" },
				el("strong", { dir: "auto" }, event.title),
				amount(host, event)
			),
			el("p", { class: "wcrm-facts" }, facts(host, event))
		)
	);
}

function amount(host, event) {
	return (
		typeof event.amount === "number" &&
		isolated(host.format.money(event.amount, event.currency), "wcrm-amount")
	);
}

function facts(host, event) {
	return [
		isolated(host.format.date(event.on)),
		typeof event.odometer === "number" &&
			isolated(host.translate("{0} km", [host.format.number(event.odometer)])),
		event.work && el("span", { dir: "auto" }, event.work),
		event.customer_name && el("span", { dir: "auto" }, event.customer_name),
		event.words && el("span", { dir: "auto" }, event.words),
	];
}
