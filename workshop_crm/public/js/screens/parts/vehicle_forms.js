// The quick forms of the vehicles tab: add a vehicle or device, read the odometer.

import { openDialog } from "./dialog.js";
import { actionButton, el, fill } from "./dom.js";
import { field } from "./fields.js";
import { handoverForm } from "./handover_form.js";
import { failure } from "./messages.js";

const VEHICLES = "workshop_crm.api.v1.vehicles";
const DEVICES = "workshop_crm.api.v1.devices";

/** Add a vehicle that the customer has from today. */
export function vehicleForm(panel, close) {
	const { host, customer } = panel;
	const fields = vehicleFields(host);
	const more = paperFields(host);
	const notice = el("div", {});
	return form(panel, [fields, more], notice, host.translate("Add vehicle"), async () => {
		if (!fields.plate_number.value() && !fields.vin.value()) {
			fields.plate_number.refuse(host.translate("Please write the plate or the VIN."));
			return fields.plate_number.input.focus();
		}
		const values = { ...valuesOf(fields), ...valuesOf(more), customer };
		try {
			await host.call(`${VEHICLES}.create`, values, { post: true });
		} catch (error) {
			return refuseVehicle(panel, notice, error, close);
		}
		close();
		return panel.saved(host.translate("The vehicle was added."));
	});
}

function vehicleFields(host) {
	return {
		plate_number: field(host.translate("Plate"), { placeholder: "1234 AB", maxlength: 20, dir: "auto" }),
		plate_country: field(host.translate("Country of the plate"), {
			kind: "select",
			choices: countries(host),
		}),
		make: field(host.translate("Make"), { dir: "auto", maxlength: 140 }),
		model: field(host.translate("Model"), { dir: "auto", maxlength: 140 }),
		model_year: field(host.translate("Year"), { kind: "number" }),
		vin: field(host.translate("VIN"), {
			dir: "ltr",
			maxlength: 24,
			hint: host.translate("17 characters, on the registration card."),
		}),
		odometer: field(host.translate("Odometer (km)"), { kind: "number" }),
		vehicle_use: field(host.translate("Use"), { kind: "select", choices: uses(host) }),
		role: field(host.translate("The customer is"), { kind: "select", choices: roles(host) }),
	};
}

function paperFields(host) {
	return {
		registration_expiry: field(host.translate("Registration (mulkiya) until"), { kind: "date" }),
		insurer: field(host.translate("Insurer"), { dir: "auto" }),
		policy_number: field(host.translate("Policy number"), { dir: "auto" }),
		policy_expiry: field(host.translate("Insurance until"), { kind: "date" }),
		colour: field(host.translate("Colour"), { dir: "auto" }),
		nickname: field(host.translate("Nickname"), { dir: "auto" }),
	};
}

/** The countries whose cars are seen in an Omani workshop; others are entered in the record. */
function countries(host) {
	return [
		["Oman", host.translate("Oman")],
		["United Arab Emirates", host.translate("United Arab Emirates")],
		["Saudi Arabia", host.translate("Saudi Arabia")],
		["Qatar", host.translate("Qatar")],
		["Bahrain", host.translate("Bahrain")],
		["Kuwait", host.translate("Kuwait")],
		["Yemen", host.translate("Yemen")],
	];
}

function uses(host) {
	return [
		["Private", host.translate("Private")],
		["Commercial", host.translate("Commercial")],
		["Family", host.translate("Family")],
		["Rental", host.translate("Rental")],
	];
}

function roles(host) {
	return [
		["Owner", host.translate("Owner")],
		["Driver", host.translate("Driver")],
		["Fleet", host.translate("Fleet")],
	];
}

/** The reason, and where the vehicle is known already, the way to hand it over. */
async function refuseVehicle(panel, notice, error, close) {
	const { host, customer } = panel;
	fill(notice, failure(host, error));
	const known = error.data?.customer_vehicle;
	if (!known) return;
	const vehicle = await host.call(`${VEHICLES}.get`, { vehicle: known });
	if (!vehicle.current_owner || vehicle.current_owner === customer || !vehicle.may.hand_over) return;
	const handOver = () => {
		close();
		openDialog(
			host,
			panel.element,
			host.translate("Hand over: {0}", [vehicle.vehicle_title]),
			(closeIt) =>
				handoverForm(
					panel,
					{ vehicle: known, former: vehicle.current_owner, buyer: customer },
					closeIt
				)
		);
	};
	notice.append(actionButton(host.translate("Hand it over to this customer"), handOver));
}

/** Add a device that the customer owns. */
export function deviceForm(panel, close) {
	const { host, customer } = panel;
	const fields = {
		device_type: field(host.translate("Kind"), { kind: "select", choices: deviceTypes(host) }),
		make: field(host.translate("Make"), { dir: "auto", required: true }),
		model: field(host.translate("Model"), { dir: "auto" }),
		serial_number: field(host.translate("Serial number"), { dir: "ltr" }),
		imei: field(host.translate("IMEI"), { dir: "ltr", maxlength: 24 }),
		purchase_date: field(host.translate("Bought on"), { kind: "date" }),
		warranty_until: field(host.translate("Warranty until"), { kind: "date" }),
	};
	const notice = el("div", {});
	return form(panel, [fields], notice, host.translate("Add device"), () => {
		if (!fields.make.value()) return fields.make.refuse(host.translate("Please fill in this field."));
		const values = { ...valuesOf(fields), customer };
		return send(
			panel,
			notice,
			close,
			`${DEVICES}.create`,
			values,
			host.translate("The device was added.")
		);
	});
}

function deviceTypes(host) {
	return [
		["Phone", host.translate("Phone")],
		["Tablet", host.translate("Tablet")],
		["Laptop", host.translate("Laptop")],
		["Appliance", host.translate("Appliance")],
		["Generator", host.translate("Generator")],
		["Power Tool", host.translate("Power Tool")],
		["Other", host.translate("Other")],
	];
}

/** Write down the odometer; the reason is asked for only after a lower reading was refused. */
export function odometerForm(panel, vehicle, close) {
	const { host } = panel;
	const fields = {
		kilometres: field(host.translate("Kilometres"), { kind: "number", required: true }),
		read_on: field(host.translate("Read on"), { kind: "date" }),
		reason: field(host.translate("Reason, if lower than before"), { dir: "auto" }),
	};
	const notice = el("div", {});
	return form(panel, [fields], notice, host.translate("Save reading"), () => {
		if (!fields.kilometres.value())
			return fields.kilometres.refuse(host.translate("Please fill in this field."));
		const values = { ...valuesOf(fields), vehicle: vehicle.name };
		return send(
			panel,
			notice,
			close,
			`${VEHICLES}.add_reading`,
			values,
			host.translate("The reading was saved.")
		);
	});
}

/** Send the values; the reason stands in `notice` when they are refused. */
export async function send({ host, saved }, notice, close, method, values, done) {
	try {
		await host.call(method, values, { post: true });
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	close();
	return saved(done);
}

/** A form over groups of fields, the second one folded; Enter sends it. */
export function form({ host }, groups, notice, label, submit) {
	const [main, more] = groups.map((fields) =>
		el(
			"div",
			{ class: "wcrm-grid" },
			Object.values(fields).map(({ element }) => element)
		)
	);
	const save = actionButton(label, submit, "wcrm-button-primary");
	const element = el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		main,
		more &&
			el(
				"details",
				{ class: "wcrm-more-fields" },
				el("summary", {}, host.translate("More details (optional)")),
				more
			),
		notice,
		el("div", { class: "wcrm-steps" }, save)
	);
	element.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || event.defaultPrevented || event.target.tagName !== "INPUT") return;
		event.preventDefault();
		save.click();
	});
	return element;
}

/** The values that were filled in; an empty field is left out. */
function valuesOf(fields) {
	const entries = Object.entries(fields).map(([name, entry]) => [name, entry.value()]);
	return Object.fromEntries(entries.filter(([, value]) => value !== ""));
}
