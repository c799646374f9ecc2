// Handing a vehicle or device over: to whom, when, at which odometer; what moves and what stays, before anything is done.

import { customerField } from "./customer_field.js";
import { actionButton, el, fill, isolated } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { failure, showLoaded } from "./messages.js";

const VEHICLES = "workshop_crm.api.v1.vehicles";
const DEVICES = "workshop_crm.api.v1.devices";

/**
 * `what` is `{ vehicle, former, buyer }`, or has `device` in place of `vehicle`; a `buyer` given is the new owner and is
 * not asked for.
 */
export function handoverForm(panel, what, close) {
	const { host } = panel;
	const state = {
		panel,
		host,
		what,
		preview: el("div", { class: "wcrm-handover-preview" }),
		notice: el("div", {}),
	};
	state.buyer = what.buyer
		? null
		: customerField(host, host.translate("New owner"), () => showPreview(state));
	state.on = field(host.translate("First day of the new owner"), { kind: "date" });
	state.on.set(new Date().toLocaleDateString("en-CA"));
	state.on.input.addEventListener("change", () => showPreview(state));
	state.odometer = what.vehicle && field(host.translate("Odometer (km)"), { kind: "number" });
	state.confirm = actionButton(
		host.translate("Hand over"),
		() => handOver(state, close),
		"wcrm-button-primary"
	);
	if (what.buyer) showPreview(state);
	return el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		el("div", { class: "wcrm-grid" }, state.buyer?.element, state.on.element, state.odometer?.element),
		state.preview,
		state.notice,
		el("div", { class: "wcrm-steps" }, state.confirm)
	);
}

function handover({ what, buyer, on }) {
	const customer = what.buyer || buyer.value();
	const thing = what.vehicle ? { vehicle: what.vehicle } : { device: what.device };
	return { ...thing, former: what.former, new: customer, on: on.value() || null };
}

function showPreview(state) {
	const wanted = handover(state);
	if (!wanted.new) return fill(state.preview);
	if (!wanted.vehicle) return fill(state.preview, deviceHint(state.host));
	return showLoaded(state.host, state.preview, async () => {
		const lines = await state.host.call(`${VEHICLES}.preview_handover`, wanted);
		return [
			group(state.host, "check", state.host.translate("Moves to the new owner"), lines.moves),
			group(state.host, "lock", state.host.translate("Stays with the former owner"), lines.stays),
			group(state.host, "alert", state.host.translate("Ends with the handover"), lines.ends),
			el(
				"p",
				{ class: "wcrm-hint" },
				state.host.translate(
					"The new owner sees the work that was done, never the name, phone, prices or complaints of the former owner."
				)
			),
		];
	});
}

function deviceHint(host) {
	const text = host.translate("The device moves with its warranty; invoices stay with the former owner.");
	return el("p", { class: "wcrm-hint" }, text);
}

function group(host, symbol, title, all) {
	const lines = all.filter(({ value }) => value);
	if (!lines.length) return null;
	return el(
		"section",
		{},
		el("h4", {}, icon(symbol), title),
		el(
			"dl",
			{ class: "wcrm-pairs" },
			lines.map((line) =>
				el("div", {}, el("dt", {}, line.label), el("dd", {}, isolated(shown(host, line))))
			)
		)
	);
}

function shown(host, { value, currency }) {
	if (currency) return host.format.money(value, currency);
	return typeof value === "number" ? host.format.number(value) : host.format.date(value);
}

async function handOver(state, close) {
	const { host, panel, buyer, odometer, notice } = state;
	const wanted = handover(state);
	if (!wanted.new) {
		buyer.refuse(host.translate("Please choose a customer from the list."));
		return buyer.input.focus();
	}
	try {
		await send(host, wanted, odometer);
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	close();
	return panel.saved(
		wanted.vehicle
			? host.translate("The vehicle was handed over.")
			: host.translate("The device was handed over.")
	);
}

function send(host, wanted, odometer) {
	if (!wanted.vehicle) return host.call(`${DEVICES}.hand_over`, wanted, { post: true });
	const reading = Number(odometer.value()) || null;
	return host.call(`${VEHICLES}.hand_over`, { ...wanted, odometer: reading }, { post: true });
}
