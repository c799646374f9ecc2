// Measurements of the customer and his family: the latest of each garment, what changed, and all earlier ones.

import { openDialog } from "./dialog.js";
import { actionButton, el, isolated } from "./dom.js";
import { changeMark, lengthText, personName } from "./measured_values.js";
import { measurementForm } from "./measurement_form.js";
import { measurementHistory } from "./measurement_history.js";
import { emptyState } from "./messages.js";
import { namesFor } from "./names.js";
import { reloadingPanel } from "./panel.js";
import { printOnly } from "./print_only.js";

const LATEST = "workshop_crm.api.v1.measurements.latest";

/** The panel over the divisions `companies` that measure; who may measure gets the buttons for it. */
export function measurementsPanel(host, { header, may }, companies) {
	const values = { header, companies, customer: header.name, mayMeasure: may.measure };
	const panel = reloadingPanel(host, values, load, "wcrm-measurements");
	panel.reload();
	return panel.element;
}

async function load(panel) {
	const { host, customer } = panel;
	panel.latest = await host.call(LATEST, { customer });
	return [
		panel.mayMeasure && el("div", { class: "wcrm-steps wcrm-things-steps" }, takeButton(panel)),
		panel.latest.length
			? el(
					"div",
					{ class: "wcrm-cards" },
					panel.latest.map((taking) => card(panel, taking))
			  )
			: emptyState(host.translate("Nothing has been measured yet.")),
	];
}

function takeButton(panel) {
	const title = panel.host.translate("Take measurements");
	const open = () => openForm(panel, title, null);
	return actionButton(title, open, "wcrm-button-primary");
}

function openForm(panel, title, before) {
	openDialog(panel.host, panel.element, title, (close) => measurementForm(panel, before, close));
}

function card(panel, taking) {
	const { host } = panel;
	const article = el(
		"article",
		{ class: "wcrm-card wcrm-thing wcrm-measured" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, taking.set_label),
			el("span", { class: "wcrm-badge wcrm-badge-blue", dir: "auto" }, personName(host, taking))
		),
		el(
			"p",
			{ class: "wcrm-print-head", dir: "auto" },
			namesFor(host, panel.header)[0],
			" · ",
			taking.company
		),
		el("p", { class: "wcrm-muted" }, takenLine(host, taking)),
		el(
			"dl",
			{ class: "wcrm-sizes" },
			taking.values.map((value) => size(host, value))
		),
		taking.remarks && el("p", { dir: "auto" }, taking.remarks)
	);
	article.append(steps(panel, taking, article));
	return article;
}

function takenLine(host, taking) {
	const day = host.format.date(taking.measured_on);
	return taking.taken_by_name
		? host.translate("Measured on {0} by {1}", [
				`\u2068${day}\u2069`,
				`\u2068${taking.taken_by_name}\u2069`,
		  ])
		: host.translate("Measured on {0}", [day]);
}

function size(host, value) {
	const other =
		value.unit === "cm"
			? lengthText(host, value.inches, "inch")
			: lengthText(host, value.centimetres, "cm");
	return el(
		"div",
		{},
		el("dt", { dir: "auto" }, value.label),
		el(
			"dd",
			{},
			el("strong", {}, isolated(lengthText(host, value.value, value.unit))),
			el("span", { class: "wcrm-muted" }, isolated(other)),
			changeMark(host, value)
		)
	);
}

function steps(panel, taking, article) {
	const { host } = panel;
	const anew = host.translate("Take anew");
	const title = host.translate("History: {0}", [
		`\u2068${taking.set_label}\u2069 · \u2068${personName(host, taking)}\u2069`,
	]);
	const history = () => openDialog(host, panel.element, title, () => measurementHistory(panel, taking));
	return el(
		"div",
		{ class: "wcrm-steps wcrm-not-printed" },
		panel.mayMeasure && actionButton(anew, () => openForm(panel, anew, taking)),
		taking.times > 1 &&
			actionButton(host.translate("History ({0})", [host.format.number(taking.times)]), history),
		actionButton(host.translate("Print"), () => printOnly(article))
	);
}
