// What can be done to the customers of a segment, and what was done to them so far.

import { bulkForm } from "./bulk_form.js";
import { bulkProgress, statusBadge } from "./bulk_progress.js";
import { openDialog } from "./dialog.js";
import { actionButton, el, fill, isolated } from "./dom.js";
import { failure } from "./messages.js";

const BULK = "workshop_crm.api.v1.bulk";
const SHOWN = 5;
const ALLOWED = ["Workshop Manager", "Workshop Marketing", "System Manager", "Administrator"];

/** Tell whether the user may do something to many customers at once. */
export function mayUseBulk(host) {
	return host.user.roles.some((role) => ALLOWED.includes(role));
}

/**
 * The buttons of all actions, the progress of the one at work, and the latest of `segment`. `source()` says whom a new
 * action is about; `place` is where its dialog opens. Returns `{ element, stop() }`.
 */
export function bulkPanel(host, place, source, segment) {
	const state = { host, place, source, segment, stop: () => {} };
	state.buttons = el("div", { class: "wcrm-steps" });
	state.work = el("div", { class: "wcrm-bulk-work" });
	state.latest = el("div", {});
	offer(state);
	if (segment) refresh(state);
	const element = el(
		"section",
		{ class: "wcrm-card wcrm-form wcrm-bulk" },
		el("h3", {}, host.translate("Do something with these customers")),
		state.buttons,
		state.work,
		state.latest
	);
	return { element, stop: () => state.stop() };
}

/** The latest actions that the user may see, each opening its progress; empty where there is none. */
export function latestActions(host) {
	const state = { host, stop: () => {} };
	state.work = el("div", { class: "wcrm-bulk-work" });
	state.latest = el("div", {});
	refresh(state);
	return { element: el("div", { class: "wcrm-bulk" }, state.latest, state.work), stop: () => state.stop() };
}

async function offer(state) {
	const { host, buttons } = state;
	try {
		const actions = await host.call(`${BULK}.actions`);
		fill(
			buttons,
			actions.map((action) => actionButton(action.label, () => ask(state, action)))
		);
	} catch (error) {
		fill(buttons, failure(host, error));
	}
}

function ask(state, action) {
	const { host, place, source } = state;
	openDialog(host, place, action.label, (close) =>
		bulkForm(host, action, source(), {
			cancel: close,
			started: (progress) => {
				close();
				follow(state, progress.name);
			},
		})
	);
}

function follow(state, name) {
	state.stop();
	const progress = bulkProgress(state.host, name, () => refresh(state));
	state.stop = progress.stop;
	fill(state.work, progress.element);
	progress.element.scrollIntoView({ block: "nearest" });
}

async function refresh(state) {
	const { host, latest, segment } = state;
	try {
		const page = await host.call(`${BULK}.list`, { segment, limit_page_length: SHOWN });
		const rows = page.rows.map((row) => actionRow(state, row));
		fill(
			latest,
			rows.length > 0 && el("h4", {}, host.translate("Done so far")),
			rows.length > 0 && el("ul", { class: "wcrm-bulk-rows" }, rows)
		);
	} catch (error) {
		fill(latest, failure(host, error));
	}
}

function actionRow(state, row) {
	const { host } = state;
	const changed = row.status === "Undone" ? row.undone : row.changed;
	return el(
		"li",
		{},
		actionButton(row.label, () => follow(state, row.name), "wcrm-link"),
		row.detail && isolated(row.detail, "wcrm-bulk-detail"),
		statusBadge(host, row.status),
		el("span", { class: "wcrm-muted" }, host.translate("{0} customers", [host.format.number(changed)])),
		isolated(host.format.datetime(row.creation), "wcrm-muted"),
		isolated(row.requested_by, "wcrm-muted")
	);
}
