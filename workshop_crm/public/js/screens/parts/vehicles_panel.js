// The vehicles and devices of a customer: what he has now, what he gave away, and the usual steps.

import { reloadingPanel } from "./panel.js";
import { deviceForm, odometerForm, vehicleForm } from "./vehicle_forms.js";
import { vehiclePeople } from "./vehicle_people.js";
import { openDialog } from "./dialog.js";
import { actionButton, el, isolated, optionLabel } from "./dom.js";
import { handoverForm } from "./handover_form.js";
import { icon } from "./icons.js";
import { emptyState } from "./messages.js";
import { vehicleStory } from "./vehicle_story.js";

const LIST = "workshop_crm.api.v1.vehicles.list";

/** The panel; `counted(number)` is told how many things there are whenever that changes. */
export function vehiclesPanel(host, customer, counted) {
	const panel = reloadingPanel(host, { customer, counted }, load, "wcrm-things");
	panel.reload();
	return panel.element;
}

async function load(panel) {
	const things = await panel.host.call(LIST, { customer: panel.customer });
	panel.counted(things.vehicles.length + things.devices.length);
	return [
		things.may_add && toolbar(panel),
		vehicles(panel, things.vehicles),
		devices(panel, things.devices),
		givenAway(panel, things.former),
	];
}

function toolbar(panel) {
	const { host } = panel;
	const open = (title, form) => openDialog(host, panel.element, title, (close) => form(panel, close));
	const addVehicle = host.translate("Add vehicle");
	const addDevice = host.translate("Add device");
	return el(
		"div",
		{ class: "wcrm-steps wcrm-things-steps" },
		actionButton(addVehicle, () => open(addVehicle, vehicleForm), "wcrm-button-primary"),
		actionButton(addDevice, () => open(addDevice, deviceForm))
	);
}

function vehicles(panel, list) {
	if (!list.length) return emptyState(panel.host.translate("This customer has no vehicle yet."));
	return el(
		"div",
		{ class: "wcrm-cards" },
		list.map((vehicle) => vehicleCard(panel, vehicle))
	);
}

function vehicleCard(panel, vehicle) {
	const { host } = panel;
	const described = [vehicle.make, vehicle.model, vehicle.model_year].filter(Boolean).join(" ");
	return el(
		"article",
		{ class: "wcrm-card wcrm-thing" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, vehicle.nickname || described || vehicle.title),
			vehicle.plate_number && isolated(vehicle.plate_number, "wcrm-plate")
		),
		el("ul", { class: "wcrm-badges" }, vehicleBadges(host, vehicle, described)),
		vehicle.may_open
			? el("dl", { class: "wcrm-pairs" }, vehiclePairs(host, vehicle))
			: el(
					"p",
					{ class: "wcrm-muted" },
					host.translate("Its owner is a customer of another division.")
			  ),
		vehicle.may_open && vehicleSteps(panel, vehicle)
	);
}

function vehicleBadges(host, vehicle, described) {
	const late = (paper) => vehicle.expiring?.includes(paper);
	return [
		badge("plain", roleLabel(host, vehicle)),
		vehicle.vehicle_use && badge("plain", optionLabel(host, vehicle.vehicle_use)),
		vehicle.nickname && described && badge("plain", described),
		late("registration_expiry") && badge("amber", host.translate("Registration runs out"), "alert"),
		late("policy_expiry") && badge("amber", host.translate("Insurance runs out"), "alert"),
	];
}

function roleLabel(host, { role, is_primary }) {
	if (role === "Owner") return is_primary ? host.translate("Primary owner") : host.translate("Co-owner");
	return role === "Driver" ? host.translate("Driver") : host.translate("Fleet");
}

function badge(tone, label, symbol) {
	return el("li", { class: `wcrm-badge wcrm-badge-${tone}`, dir: "auto" }, symbol && icon(symbol), label);
}

function vehiclePairs(host, vehicle) {
	const { date, number } = host.format;
	const kilometres = (value) => value && isolated(host.translate("{0} km", [number(value)]));
	return [
		pair(host.translate("VIN"), vehicle.vin && isolated(vehicle.vin, "wcrm-vin")),
		pair(host.translate("Odometer"), kilometres(vehicle.odometer)),
		pair(host.translate("Expected a year"), kilometres(vehicle.expected_km_per_year)),
		pair(host.translate("Registration (mulkiya) until"), date(vehicle.registration_expiry)),
		pair(host.translate("Insurance until"), date(vehicle.policy_expiry)),
		pair(host.translate("Warranty until"), date(vehicle.warranty_until)),
		pair(host.translate("With this customer since"), date(vehicle.since)),
	];
}

function pair(label, value) {
	return value && el("div", {}, el("dt", {}, label), el("dd", { dir: "auto" }, value));
}

function vehicleSteps(panel, vehicle) {
	const { host } = panel;
	const open = (title, build) => openDialog(host, panel.element, title, build);
	const handOver = host.translate("Hand over");
	const story = host.translate("History");
	const reading = host.translate("Odometer");
	const person = host.translate("Drivers");
	return el(
		"div",
		{ class: "wcrm-steps" },
		actionButton(story, () => open(vehicle.title, () => vehicleStory(panel, vehicle))),
		vehicle.may_write &&
			actionButton(reading, () => open(reading, (close) => odometerForm(panel, vehicle, close))),
		vehicle.may_hand_over &&
			actionButton(person, () => open(person, (close) => vehiclePeople(panel, vehicle, close))),
		vehicle.may_hand_over &&
			vehicle.is_primary === 1 &&
			actionButton(handOver, () =>
				open(host.translate("Hand over: {0}", [vehicle.title]), (close) =>
					handoverForm(panel, { vehicle: vehicle.name, former: panel.customer }, close)
				)
			),
		el(
			"button",
			{
				type: "button",
				class: "wcrm-link",
				on: { click: () => host.go(["Form", "Customer Vehicle", vehicle.name]) },
			},
			host.translate("Open the record")
		)
	);
}

function devices(panel, list) {
	if (!list.length) return null;
	const { host } = panel;
	return [
		el("h4", { class: "wcrm-things-title" }, host.translate("Devices")),
		el(
			"div",
			{ class: "wcrm-cards" },
			list.map((device) => deviceCard(panel, device))
		),
	];
}

function deviceCard(panel, device) {
	const { host } = panel;
	return el(
		"article",
		{ class: "wcrm-card wcrm-thing" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, [device.make, device.model].filter(Boolean).join(" ") || device.title),
			device.status &&
				el("span", { class: "wcrm-badge wcrm-badge-plain" }, optionLabel(host, device.status))
		),
		el(
			"dl",
			{ class: "wcrm-pairs" },
			pair(host.translate("Kind"), optionLabel(host, device.device_type)),
			pair(host.translate("Serial number"), device.serial_number && isolated(device.serial_number)),
			pair(host.translate("IMEI"), device.imei && isolated(device.imei)),
			pair(host.translate("Condition"), optionLabel(host, device.device_condition)),
			pair(host.translate("Warranty until"), host.format.date(device.warranty_until))
		),
		device.may_open && deviceSteps(panel, device)
	);
}

function deviceSteps(panel, device) {
	const { host } = panel;
	const handOver = () =>
		openDialog(host, panel.element, host.translate("Hand over: {0}", [device.title]), (close) =>
			handoverForm(panel, { device: device.name, former: panel.customer }, close)
		);
	const open = () => host.go(["Form", "Customer Device", device.name]);
	return el(
		"div",
		{ class: "wcrm-steps" },
		device.may_hand_over &&
			device.is_primary === 1 &&
			actionButton(host.translate("Hand over"), handOver),
		el(
			"button",
			{ type: "button", class: "wcrm-link", on: { click: open } },
			host.translate("Open the record")
		)
	);
}

function givenAway({ host }, rows) {
	if (!rows.length) return null;
	return el(
		"details",
		{ class: "wcrm-given-away" },
		el("summary", {}, host.translate("Given away ({0})", [rows.length])),
		el("ul", {}, periodRows(host, rows))
	);
}

function periodRows(host, rows) {
	return rows.map((row) =>
		el(
			"li",
			{},
			el("span", { dir: "auto" }, row.title),
			isolated(`${host.format.date(row.since)} – ${host.format.date(row.until)}`, "wcrm-muted")
		)
	);
}
