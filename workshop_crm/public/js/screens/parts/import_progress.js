// How far an import is, and the lines that were refused.

import { actionButton, el, fill, isolated, liveRegion } from "./dom.js";
import { emptyState, failure } from "./messages.js";

const IMPORTS = "workshop_crm.api.v1.imports";
const POLL = 1000;
const PAGE = 50;

/** Follow an import until it ends. Returns `{ element, stop() }`; `actions.back` mends the columns. */
export function progressStep(host, importName, actions) {
	const state = { host, importName, actions, timer: null, stopped: false, said: "" };
	state.bar = el("progress", {
		class: "wcrm-progress",
		max: 100,
		value: 0,
		"aria-label": host.translate("Progress"),
	});
	state.counts = el("dl", { class: "wcrm-counts" });
	state.title = el("h3", {});
	state.buttons = el("div", { class: "wcrm-steps" });
	state.refusals = el("div", {});
	state.live = liveRegion();
	poll(state);
	return {
		element: el(
			"div",
			{ class: "wcrm-card wcrm-form" },
			state.title,
			state.bar,
			state.counts,
			state.buttons,
			state.refusals,
			state.live
		),
		stop: () => {
			state.stopped = true;
			clearTimeout(state.timer);
		},
	};
}

async function poll(state) {
	if (state.stopped) return;
	try {
		const progress = await state.host.call(`${IMPORTS}.progress`, { import_name: state.importName });
		show(state, progress);
		if (progress.status === "Running") state.timer = setTimeout(() => poll(state), POLL);
		else await showRefused(state, 0);
	} catch (error) {
		fill(
			state.refusals,
			failure(state.host, error, () => poll(state))
		);
	}
}

function show(state, progress) {
	const { host } = state;
	state.title.textContent = titleOf(host, progress);
	state.bar.value = progress.percent;
	fill(state.counts, counts(host, progress));
	fill(state.buttons, buttons(state, progress));
	if (progress.status !== state.said) state.live.textContent = titleOf(host, progress);
	state.said = progress.status;
}

function titleOf(host, progress) {
	const dry = progress.mode === "Dry Run";
	const titles = {
		Running: dry
			? host.translate("Trying the lines, nothing is written …")
			: host.translate("Importing …"),
		"Dry Run Done": host.translate("The trial is done. Nothing was written."),
		Completed: host.translate("The import is done."),
		Paused: host.translate("The import is paused."),
		Failed: host.translate("The import stopped: {0}", [progress.error || ""]),
	};
	return titles[progress.status] || host.translate("The import has not begun.");
}

function counts(host, progress) {
	const number = (value) => isolated(host.format.number(value || 0));
	const dry = progress.mode === "Dry Run";
	const good = dry
		? [host.translate("Would be imported"), progress.valid_rows]
		: [host.translate("Imported"), progress.imported_rows];
	const rows = [
		[host.translate("Lines done"), progress.processed_rows],
		good,
		[host.translate("Known already"), progress.skipped_rows],
		[host.translate("Refused"), progress.rejected_rows],
	];
	return rows.map(([label, value]) => el("div", {}, el("dt", {}, label), el("dd", {}, number(value))));
}

function buttons(state, progress) {
	const { host, actions } = state;
	const step = (verb, args) => change(state, verb, args);
	const main = "wcrm-button-primary";
	const running = progress.status === "Running";
	const startReal = () => step("start", { dry_run: false });
	return [
		progress.status === "Dry Run Done" && actionButton(host.translate("Import now"), startReal, main),
		running && actionButton(host.translate("Pause"), () => step("pause")),
		["Paused", "Failed"].includes(progress.status) &&
			actionButton(host.translate("Resume"), () => step("resume"), main),
		progress.status === "Dry Run Done" &&
			actions.back &&
			actionButton(host.translate("Change the columns"), actions.back),
		progress.status === "Completed" &&
			actionButton(host.translate("Open the customers"), () => host.go(["List", "Customer"]), main),
		!running && actionButton(host.translate("Import another file"), actions.again),
	];
}

async function change(state, verb, args = {}) {
	const values = { import_name: state.importName, ...args };
	try {
		await state.host.call(`${IMPORTS}.${verb}`, values, { post: true });
		clearTimeout(state.timer);
		fill(state.refusals);
		await poll(state);
	} catch (error) {
		fill(state.refusals, failure(state.host, error));
	}
}

async function showRefused(state, start) {
	const { host, importName } = state;
	const rows = await host.call(`${IMPORTS}.rows`, {
		import_name: importName,
		status: "Rejected",
		limit_start: start,
		limit_page_length: PAGE,
	});
	if (start === 0 && !rows.length)
		return fill(state.refusals, emptyState(host.translate("No line was refused.")));
	if (start === 0)
		fill(state.refusals, refusedHead(state), (state.body = el("ul", { class: "wcrm-refused" })));
	state.body.append(...rows.map((row) => refusedRow(host, row)));
	state.refusals.querySelector(".wcrm-more")?.remove();
	if (rows.length < PAGE) return null;
	const more = actionButton(host.translate("Show more"), () => showRefused(state, start + PAGE));
	return state.refusals.append(el("div", { class: "wcrm-more" }, more));
}

function refusedHead({ host, importName }) {
	const address = `/api/method/${IMPORTS}.rejected?import_name=${encodeURIComponent(importName)}`;
	const link = el(
		"a",
		{ href: address, download: "", class: "wcrm-button" },
		host.translate("Download the refused lines")
	);
	return el("div", { class: "wcrm-card-head" }, el("h4", {}, host.translate("Refused lines")), link);
}

function refusedRow(host, row) {
	return el(
		"li",
		{},
		el("strong", {}, host.translate("Line {0}", [host.format.number(row.line_number)])),
		el("span", { dir: "auto" }, row.reason),
		el("span", { class: "wcrm-muted", dir: "auto" }, contentOf(row.raw_data))
	);
}

function contentOf(raw) {
	const values = typeof raw === "string" ? JSON.parse(raw || "{}") : raw || {};
	return Object.values(values).filter(Boolean).join(" · ");
}
