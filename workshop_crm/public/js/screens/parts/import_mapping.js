// Matching the columns of a file with the fields of a customer.

import { actionButton, el, fill, isolated } from "./dom.js";
import { field } from "./fields.js";
import { targetLabels } from "./import_fields.js";
import { failure } from "./messages.js";

/** The step for a described import; `actions.start(dryRun, choices)` begins, `actions.back()` leaves. */
export function mappingStep(host, described, actions) {
	const labels = targetLabels(host);
	const selects = described.columns.map((column) => targetSelect(host, described, column, labels));
	const options = importOptions(host, described);
	const notice = el("div", {});
	const begin = (dryRun) =>
		beginImport(host, { selects, options, notice }, (choices) => actions.start(dryRun, choices));
	return el(
		"div",
		{ class: "wcrm-card wcrm-form" },
		el(
			"p",
			{},
			host.translate("{0} lines found. Say what each column holds.", [
				host.format.number(described.total_rows),
			])
		),
		columnTable(host, described, selects),
		el(
			"div",
			{ class: "wcrm-grid" },
			options.default_language.element,
			options.families_share_numbers.element
		),
		notice,
		el(
			"div",
			{ class: "wcrm-steps" },
			actionButton(host.translate("Try without writing"), () => begin(true), "wcrm-button-primary"),
			actionButton(host.translate("Import now"), () => begin(false)),
			actionButton(host.translate("Choose another file"), actions.back)
		)
	);
}

function targetSelect(host, { target_fields }, column, labels) {
	const select = el("select", {
		"aria-label": host.translate("Field for the column {0}", [column.header]),
	});
	const choices = [
		["", host.translate("Leave out")],
		...target_fields.map((name) => [name, labels[name] || name]),
	];
	fill(
		select,
		choices.map(([value, label]) => el("option", { value }, label))
	);
	select.value = column.target;
	return select;
}

function columnTable(host, { columns }, selects) {
	const heads = [host.translate("Column"), host.translate("Example"), host.translate("Field")];
	return el(
		"table",
		{ class: "wcrm-table wcrm-mapping" },
		el(
			"thead",
			{},
			el(
				"tr",
				{},
				heads.map((head) => el("th", { scope: "col" }, head))
			)
		),
		el(
			"tbody",
			{},
			columns.map((column, index) => columnRow(column, selects[index]))
		)
	);
}

function columnRow(column, select) {
	return el(
		"tr",
		{},
		el("th", { scope: "row" }, isolated(column.header)),
		el("td", { class: "wcrm-muted" }, isolated(column.sample)),
		el("td", {}, select)
	);
}

function importOptions(host, described) {
	const languages = [
		["ar", host.translate("Arabic")],
		["en", host.translate("English")],
	];
	const options = {
		default_language: field(host.translate("Language where the file names none"), {
			kind: "select",
			choices: languages,
		}),
		families_share_numbers: field(host.translate("Families in this file share numbers"), {
			kind: "checkbox",
		}),
	};
	options.default_language.set(described.default_language || "ar");
	options.families_share_numbers.set(described.families_share_numbers);
	return options;
}

async function beginImport(host, { selects, options, notice }, start) {
	try {
		await start({
			targets: selects.map((select) => select.value),
			default_language: options.default_language.value(),
			families_share_numbers: options.families_share_numbers.value(),
		});
	} catch (error) {
		fill(notice, failure(host, error));
	}
}
