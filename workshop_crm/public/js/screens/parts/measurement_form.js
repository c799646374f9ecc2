// Taking measurements: for whom, by which set, and a number for each line, filled in with those of the time before.

import { el, fill } from "./dom.js";
import { field } from "./fields.js";
import { lengthText } from "./measured_values.js";
import { failure, showLoaded } from "./messages.js";
import { form, send } from "./vehicle_forms.js";

const MEASUREMENTS = "workshop_crm.api.v1.measurements";
const CM_PER_INCH = 2.54;

/** The form; `before` is the taking that is done anew, or null for a new person or set. */
export function measurementForm(panel, before, close) {
	const place = el("div", {});
	showLoaded(panel.host, place, async () => {
		const sets = await panel.host.call(`${MEASUREMENTS}.sets`);
		return filled(panel, sets, before, close);
	});
	return place;
}

function filled(panel, sets, before, close) {
	const { host } = panel;
	const state = { panel, sets, place: el("div", { class: "wcrm-grid wcrm-lines" }), lines: {} };
	state.head = headFields(panel, sets, before);
	const remarks = field(host.translate("Remarks"), { kind: "textarea", dir: "auto" });
	const notice = el("div", {});
	for (const name of ["measurement_set", "person", "unit"]) {
		state.head[name].input.addEventListener("change", () => showLines(state));
	}
	showLines(state);
	const body = form(panel, [state.head], notice, host.translate("Save measurements"), () =>
		save(state, remarks, notice, close)
	);
	body.querySelector(".wcrm-grid").after(state.place, remarks.element);
	return body;
}

function headFields(panel, sets, before) {
	const { host, companies } = panel;
	const head = {
		measurement_set: field(host.translate("Garment"), {
			kind: "select",
			choices: sets.map(({ name, label }) => [name, label]),
		}),
		person: field(host.translate("For whom"), {
			dir: "auto",
			maxlength: 140,
			placeholder: host.translate("The customer"),
			hint: host.translate("Empty: the customer. Else the name of the member of the family."),
		}),
		measured_on: field(host.translate("Measured on"), { kind: "date" }),
		unit: field(host.translate("Unit"), {
			kind: "select",
			choices: [
				["cm", host.translate("Centimetres")],
				["inch", host.translate("Inches")],
			],
		}),
	};
	head.measured_on.set(new Date().toLocaleDateString("en-CA"));
	if (companies.length > 1) {
		const choices = companies.map((company) => [company, company]);
		head.company = field(host.translate("Division"), { kind: "select", choices });
	}
	if (before) {
		head.measurement_set.set(before.measurement_set);
		head.person.set(before.person);
		head.unit.set(before.values[0]?.unit || "cm");
		head.company?.set(before.company);
	}
	return head;
}

/** One field for each line of the set, with the value of the time before. */
function showLines(state) {
	const { panel, sets, head } = state;
	const chosen = sets.find(({ name }) => name === head.measurement_set.value());
	const person = head.person.value().toLowerCase();
	const earlier = panel.latest.find(
		(taking) => taking.measurement_set === chosen?.name && taking.person.toLowerCase() === person
	);
	state.lines = {};
	for (const line of chosen?.lines || []) {
		const known = earlier?.values.find(({ measurement }) => measurement === line.measurement);
		state.lines[line.measurement] = lineField(panel.host, line, known, head.unit.value());
	}
	fill(
		state.place,
		Object.values(state.lines).map(({ element }) => element)
	);
}

function lineField(host, line, known, unit) {
	const entry = field(line.label, { kind: "number", dir: "ltr", hint: limitsHint(host, line, unit) });
	entry.input.step = "any";
	entry.input.inputMode = "decimal";
	if (known) entry.set(unit === "cm" ? known.centimetres : known.inches);
	return entry;
}

function limitsHint(host, line, unit) {
	if (!line.least || !line.most) return null;
	const inUnit = (value) => {
		const factor = line.unit === unit ? 1 : unit === "inch" ? 1 / CM_PER_INCH : CM_PER_INCH;
		return host.format.number(Math.round(value * factor * 10) / 10);
	};
	return lengthText(host, `\u2066${inUnit(line.least)}–${inUnit(line.most)}\u2069`, unit);
}

function save(state, remarks, notice, close) {
	const { panel, head, lines } = state;
	const { host, customer, companies } = panel;
	const typed = Object.entries(lines).map(([name, entry]) => [name, entry.value()]);
	const values = Object.fromEntries(
		typed.filter(([, value]) => value !== "").map(([name, value]) => [name, Number(value)])
	);
	if (!Object.keys(values).length) {
		const error = new Error(host.translate("Please fill in at least one measurement."));
		return fill(notice, failure(host, error));
	}
	const taking = {
		customer,
		company: head.company?.value() || companies[0],
		measurement_set: head.measurement_set.value(),
		person: head.person.value(),
		measured_on: head.measured_on.value() || null,
		unit: head.unit.value(),
		values,
		remarks: remarks.value(),
	};
	const done = host.translate("The measurements were saved.");
	return send(panel, notice, close, `${MEASUREMENTS}.create`, taking, done);
}
