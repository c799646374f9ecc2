// Two customers side by side: whose value is kept, what moves, what becomes one; nothing is written before the end.

import { actionButton, el, fill, isolated, newId } from "./dom.js";
import { personLines } from "./merge_people.js";
import { failure } from "./messages.js";
import { languageName } from "./overview_header.js";

const MERGES = "workshop_crm.api.v1.merges";

/** The preview; `actions` are back(), swap() and merged(merge). */
export function mergePreview(host, preview, actions) {
	const state = { host, preview, actions, choices: {}, notice: el("div", {}) };
	return el(
		"div",
		{ class: "wcrm-merge-preview" },
		el(
			"button",
			{ type: "button", class: "wcrm-link", on: { click: actions.back } },
			host.translate("Choose others")
		),
		people(state),
		fieldChoices(state),
		el("div", { class: "wcrm-merge-what" }, documents(state), accounts(state)),
		confirmation(state)
	);
}

function people({ host, preview, actions }) {
	const { source, target } = preview.customers;
	return el(
		"div",
		{ class: "wcrm-merge-people" },
		person(host, source, host.translate("Is taken out of use"), "amber"),
		actionButton(host.translate("Swap"), actions.swap, "wcrm-merge-swap"),
		person(host, target, host.translate("Remains"), "green")
	);
}

function person(host, customer, part, tone) {
	return el(
		"article",
		{ class: "wcrm-card" },
		el("span", { class: `wcrm-badge wcrm-badge-${tone}` }, part),
		personLines(host, customer),
		el(
			"ul",
			{ class: "wcrm-badges" },
			customer.divisions.map((company) => el("li", { class: "wcrm-badge", dir: "auto" }, company))
		)
	);
}

function fieldChoices(state) {
	const { host, preview } = state;
	if (!preview.fields.length) {
		return el(
			"p",
			{ class: "wcrm-card" },
			host.translate("The remaining customer's own values are kept: none differs.")
		);
	}
	return el(
		"section",
		{ class: "wcrm-card" },
		el("h3", {}, host.translate("Which value is kept?")),
		preview.fields.map((row) => fieldChoice(state, row))
	);
}

function fieldChoice(state, row) {
	const name = newId("wcrm-merge");
	state.choices[row.fieldname] = row.chosen;
	return el(
		"fieldset",
		{ class: "wcrm-merge-field" },
		el("legend", {}, row.label),
		["source", "target"].map((side) => option(state, row, side, name))
	);
}

function option(state, row, side, name) {
	const choose = () => {
		state.choices[row.fieldname] = side;
	};
	const radio = el("input", { type: "radio", name, value: side, on: { change: choose } });
	radio.checked = row.chosen === side;
	radio.dataset.field = row.fieldname;
	const value = shown(state.host, row, row[side]);
	return el(
		"label",
		{ class: "wcrm-merge-option" },
		radio,
		value
			? el("span", { dir: "auto" }, value)
			: el("span", { class: "wcrm-muted" }, state.host.translate("(empty)"))
	);
}

/** A stored value as the desk shows it. */
function shown(host, { fieldname, fieldtype }, value) {
	if (!value) return "";
	if (fieldtype === "Date") return host.format.date(value);
	if (fieldname === "language") return languageName(host, value);
	if (["gender", "salutation", "territory"].includes(fieldname)) return host.translate(value);
	return value;
}

function documents({ host, preview }) {
	return el(
		"section",
		{ class: "wcrm-card" },
		el("h3", {}, host.translate("These records move to the remaining customer")),
		preview.documents.length
			? el(
					"ul",
					{ class: "wcrm-merge-documents" },
					preview.documents.map((row) => documentRow(host, row))
			  )
			: el("p", { class: "wcrm-muted" }, host.translate("There are none."))
	);
}

function documentRow(host, row) {
	const open = (name) => () => host.go(["Form", row.doctype, name]);
	const more = row.count - row.names.length;
	return el(
		"li",
		{},
		el("strong", {}, row.label),
		el("span", { class: "wcrm-count" }, host.format.number(row.count)),
		row.names.length > 0 &&
			el(
				"details",
				{},
				el("summary", {}, host.translate("Which ones")),
				row.names.map((name) =>
					el("button", { type: "button", class: "wcrm-link", on: { click: open(name) } }, isolated(name))
				),
				more > 0 &&
					el("span", { class: "wcrm-muted" }, host.translate("and {0} more", [host.format.number(more)]))
			)
	);
}

function accounts({ host, preview }) {
	if (!preview.accounts_joined.length) return null;
	return el(
		"section",
		{ class: "wcrm-card" },
		el("h3", {}, host.translate("Two accounts become one")),
		el(
			"ul",
			{ class: "wcrm-badges" },
			preview.accounts_joined.map((company) => el("li", { class: "wcrm-badge", dir: "auto" }, company))
		),
		el(
			"p",
			{ class: "wcrm-hint" },
			host.translate("The stricter standing of the two holds; the other account is closed.")
		)
	);
}

function confirmation(state) {
	const { host, preview, notice } = state;
	const { source, target } = preview.customers;
	const merge = actionButton(host.translate("Merge now"), () => run(state), "wcrm-button-primary");
	const text = host.translate("{0} is taken out of use; everything stands with {1} afterwards.", [
		numberOf(source),
		numberOf(target),
	]);
	return el(
		"div",
		{ class: "wcrm-card wcrm-form" },
		el("p", {}, text),
		notice,
		el("div", { class: "wcrm-steps" }, merge)
	);
}

/** The number in one piece: no line breaks at its hyphen. */
function numberOf(customer) {
	return customer.customer_number?.replace("-", "\u2011") || customer.name;
}

async function run({ host, preview, choices, notice, actions }) {
	const { source, target, modified } = preview;
	try {
		actions.merged(await host.call(`${MERGES}.merge`, { source, target, modified, choices }, { post: true }));
	} catch (error) {
		fill(notice, failure(host, error));
	}
}
