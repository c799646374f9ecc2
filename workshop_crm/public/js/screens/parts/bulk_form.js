// One action on many customers: what it asks for, what it would do, and the start. Nothing is written before that.

import { actionButton, el, fill, isolated } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { failure } from "./messages.js";
import { namesFor } from "./names.js";

const BULK = "workshop_crm.api.v1.bulk";
const KINDS = { "long text": "textarea", date: "date", select: "select", text: "text" };

/**
 * The form of `action` on the customers of `source` (a segment, conditions, or names). `started(progress)` is called
 * once the action waits for its worker, `cancel()` when nothing is to be done.
 */
export function bulkForm(host, action, source, { started, cancel }) {
	const state = { host, action, source, started };
	state.fields = Object.fromEntries(action.parameters.map((row) => [row.name, parameterField(host, row)]));
	state.shown = el("div", { class: "wcrm-bulk-preview", "aria-live": "polite" });
	state.start = actionButton(host.translate("Start"), () => start(state), "wcrm-button-primary");
	state.preview = actionButton(host.translate("Preview"), () => preview(state), "wcrm-button-primary");
	state.start.hidden = true;
	const fields = Object.values(state.fields);
	for (const entry of fields) entry.input.addEventListener("input", () => outdated(state));
	return el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => submitted(state, event) } },
		action.description && el("p", { class: "wcrm-muted" }, action.description),
		fields.map((entry) => entry.element),
		state.shown,
		el(
			"div",
			{ class: "wcrm-steps" },
			state.preview,
			state.start,
			actionButton(host.translate("Cancel"), cancel)
		)
	);
}

function parameterField(host, { label, kind, required, options }) {
	const choices = options.map(({ value, label: shown }) => [value, shown]);
	// Nobody is assigned to whoever happens to be first.
	if (!required || choices.length > 1) choices.unshift(["", ""]);
	return field(label, { kind: KINDS[kind], required, dir: kind === "date" ? null : "auto", choices });
}

/** The Enter key looks first, and starts only what was looked at. */
function submitted(state, event) {
	event.preventDefault();
	(state.start.hidden ? state.preview : state.start).click();
}

/** What was looked at is no longer what would be done. */
function outdated(state) {
	state.start.hidden = true;
	state.preview.hidden = false;
	fill(state.shown);
}

function asked({ action, source, fields }) {
	const parameters = Object.fromEntries(
		Object.entries(fields).map(([name, entry]) => [name, entry.value()])
	);
	return { action: action.name, parameters, source };
}

async function preview(state) {
	const { host, fields, shown } = state;
	const missing = Object.values(fields).filter((entry) => entry.required && !entry.value());
	missing.forEach((entry) => entry.refuse(host.translate("Please fill this in.")));
	if (missing.length) return missing[0].input.focus();
	try {
		const found = await host.call(`${BULK}.preview`, asked(state), { post: true });
		fill(shown, previewed(host, found));
		state.start.hidden = found.would_change === 0;
		state.preview.hidden = !state.start.hidden;
		return state.start.hidden ? null : state.start.focus();
	} catch (error) {
		return fill(shown, failure(host, error));
	}
}

async function start(state) {
	const { host, shown } = state;
	try {
		state.started(await host.call(`${BULK}.start`, asked(state), { post: true }));
	} catch (error) {
		fill(shown, failure(host, error));
	}
}

function previewed(host, found) {
	const number = (value) => host.format.number(value);
	const counts = [
		[host.translate("Customers"), found.count],
		[host.translate("Would be changed"), found.would_change],
		[host.translate("Left out"), found.checked - found.would_change],
	];
	return [
		el(
			"dl",
			{ class: "wcrm-counts" },
			counts.map(([label, value]) => countOf(label, number(value)))
		),
		found.checked < found.count &&
			remark(host.translate("The first {0} were looked at.", [number(found.checked)])),
		found.unseen > 0 &&
			remark(host.translate("{0} of those chosen are out of your reach.", [number(found.unseen)])),
		reasonList(host, found.skipped),
		firstRows(host, found),
	];
}

function remark(text) {
	return el("p", { class: "wcrm-muted" }, text);
}

function countOf(label, value) {
	return el("div", {}, el("dt", {}, label), el("dd", {}, isolated(value)));
}

/** Why customers are left out, each reason with its number. */
export function reasonList(host, reasons) {
	if (!reasons.length) return null;
	const items = reasons.map(({ reason, count }) =>
		el("li", {}, el("span", {}, reason), el("span", { class: "wcrm-count" }, host.format.number(count)))
	);
	return el(
		"section",
		{ class: "wcrm-bulk-reasons" },
		el("h4", {}, host.translate("Who is left out, and why")),
		el("ul", {}, items)
	);
}

function firstRows(host, { rows, count }) {
	if (!rows.length) return null;
	const title = rows.length < count ? host.translate("The first of them:") : host.translate("These are:");
	return el(
		"section",
		{},
		el("h4", {}, title),
		el(
			"ul",
			{ class: "wcrm-bulk-rows" },
			rows.map((row) => rowItem(host, row))
		)
	);
}

/** A customer with the reason for which he is left out, or a mark that he is not. */
function rowItem(host, row) {
	const mark = row.reason
		? el("span", { class: "wcrm-badge wcrm-badge-amber" }, row.reason)
		: el("span", { class: "wcrm-bulk-yes", title: host.translate("Would be changed") }, icon("check"));
	return el("li", {}, mark, isolated(namesFor(host, row)[0]), isolated(row.customer_number || "", "wcrm-muted"));
}
