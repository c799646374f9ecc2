// All takings of one person by one set side by side: a row for each measurement, a column for each day.

import { actionButton, el, isolated } from "./dom.js";
import { changeMark, lengthText } from "./measured_values.js";
import { showLoaded } from "./messages.js";
import { namesFor } from "./names.js";
import { printOnly } from "./print_only.js";

const HISTORY = "workshop_crm.api.v1.measurements.history";

/** The table for the person and set of `taking`, the newest day first. */
export function measurementHistory({ host, customer, header }, taking) {
	const place = el("div", {});
	const whose = [namesFor(host, header)[0], taking.set_label, taking.person].filter(Boolean).join(" · ");
	const { measurement_set, person } = taking;
	showLoaded(host, place, async () => {
		const rows = await host.call(HISTORY, { customer, measurement_set, person });
		const table = el("div", { class: "wcrm-scroll" }, historyTable(host, rows));
		const print = actionButton(host.translate("Print"), () => printOnly(place));
		return [
			el("p", { class: "wcrm-print-head", dir: "auto" }, whose),
			table,
			remarks(host, rows),
			el("div", { class: "wcrm-steps wcrm-not-printed" }, print),
		];
	});
	return place;
}

function historyTable(host, rows) {
	const names = [
		...new Map(rows.flatMap((row) => row.values.map((value) => [value.measurement, value.label]))),
	];
	return el(
		"table",
		{ class: "wcrm-measurement-table" },
		el(
			"thead",
			{},
			el(
				"tr",
				{},
				el("th", { scope: "col" }, host.translate("Measurement")),
				rows.map((row) => el("th", { scope: "col" }, isolated(host.format.date(row.measured_on))))
			)
		),
		el(
			"tbody",
			{},
			names.map(([name, label]) =>
				el(
					"tr",
					{},
					el("th", { scope: "row", dir: "auto" }, label),
					rows.map((row) => cell(host, row, name))
				)
			)
		)
	);
}

function cell(host, row, name) {
	const value = row.values.find(({ measurement }) => measurement === name);
	if (!value) return el("td", { class: "wcrm-muted" }, "–");
	return el("td", {}, isolated(lengthText(host, value.value, value.unit)), " ", changeMark(host, value));
}

function remarks(host, rows) {
	const written = rows.filter((row) => row.remarks);
	return el(
		"ul",
		{ class: "wcrm-muted" },
		written.map((row) =>
			el("li", {}, isolated(host.format.date(row.measured_on)), ": ", el("bdi", {}, row.remarks))
		)
	);
}
