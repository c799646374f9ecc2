// How far an action on many customers is, what came of it, and the way back.

import { reasonList } from "./bulk_form.js";
import { actionButton, el, fill, isolated, liveRegion, optionLabel } from "./dom.js";
import { emptyState, failure } from "./messages.js";
import { namesFor } from "./names.js";

const BULK = "workshop_crm.api.v1.bulk";
const AT_WORK = ["Queued", "Running", "Undoing"];
const POLL = 800;
// A connection that is lost for a while is no failure: the work goes on without this screen.
const PATIENCE = 15;
// After so many answers without a step forward (about a minute) the worker may be dead; resuming a living one is harmless.
const STALLED = 75;
const TONES = {
	Queued: "blue",
	Running: "blue",
	Undoing: "blue",
	Finished: "green",
	Stopped: "amber",
	Undone: "amber",
	Failed: "red",
};
const OUTCOMES = {
	Changed: "wcrm-badge-green",
	Undone: "wcrm-badge-blue",
	Skipped: "wcrm-badge-amber",
	Kept: "wcrm-badge-amber",
};

/** Follow an action until it rests. Returns `{ element, stop() }`; `ended()` is called each time that it rests. */
export function bulkProgress(host, name, ended = () => {}) {
	const state = { host, name, ended, timer: null, stopped: false, said: "", missed: 0, seen: "", still: 0 };
	state.title = el("h3", {});
	state.bar = el("progress", {
		class: "wcrm-progress",
		max: 100,
		value: 0,
		"aria-label": host.translate("Progress"),
	});
	state.counts = el("dl", { class: "wcrm-counts" });
	state.reasons = el("div", {});
	state.buttons = el("div", { class: "wcrm-steps" });
	state.notice = el("div", {});
	state.rows = el("div", {});
	state.live = liveRegion();
	poll(state);
	const parts = [state.title, state.bar, state.counts, state.reasons, state.notice, state.buttons, state.rows];
	return {
		element: el("section", { class: "wcrm-card wcrm-form wcrm-bulk-progress" }, parts, state.live),
		stop: () => {
			state.stopped = true;
			clearTimeout(state.timer);
		},
	};
}

/** What was done, with its tag or user. */
export function titleOf({ label, detail }) {
	return [el("span", {}, label), detail && isolated(detail, "wcrm-bulk-detail")];
}

/** The status as a coloured badge. */
export function statusBadge(host, status) {
	return el("span", { class: `wcrm-badge wcrm-badge-${TONES[status] || "blue"}` }, optionLabel(host, status));
}

async function poll(state) {
	if (state.stopped) return;
	try {
		const progress = await state.host.call(`${BULK}.progress`, { bulk_action: state.name });
		state.missed = 0;
		const seen = [progress.status, progress.done, progress.undone].join();
		state.still = seen === state.seen ? state.still + 1 : 0;
		state.seen = seen;
		show(state, progress);
		if (AT_WORK.includes(progress.status)) state.timer = setTimeout(() => poll(state), POLL);
		else state.ended(progress);
	} catch (error) {
		missed(state, error);
	}
}

function missed(state, error) {
	state.missed += 1;
	if (!error.status && state.missed < PATIENCE) {
		state.timer = setTimeout(() => poll(state), 2 * POLL);
		return;
	}
	fill(
		state.notice,
		failure(state.host, error, () => poll(state))
	);
}

function show(state, progress) {
	const { host } = state;
	const atWork = AT_WORK.includes(progress.status);
	fill(state.title, titleOf(progress), statusBadge(host, progress.status));
	state.bar.value = progress.percent;
	state.bar.hidden = !atWork;
	fill(state.counts, counts(host, progress));
	fill(state.reasons, reasonList(host, progress.reasons));
	fill(state.notice, progress.error && failure(host, new Error(progress.error)));
	fill(state.buttons, buttons(state, progress, atWork));
	if (progress.status !== state.said) {
		state.live.textContent = `${progress.label}: ${optionLabel(host, progress.status)}`;
		fill(state.rows);
	}
	state.said = progress.status;
}

function counts(host, progress) {
	const undone = ["Undoing", "Undone"].includes(progress.status);
	const rows = [
		[host.translate("Customers"), progress.total],
		[host.translate("Done"), progress.done],
		undone ? [host.translate("Undone"), progress.undone] : [host.translate("Changed"), progress.changed],
		[host.translate("Left out"), progress.skipped],
	];
	return rows.map(([label, value]) =>
		el("div", {}, el("dt", {}, label), el("dd", {}, isolated(host.format.number(value || 0))))
	);
}

function buttons(state, progress, atWork) {
	const { host } = state;
	const own = progress.requested_by === host.user.name || host.user.roles.includes("System Manager");
	const unfinished = ["Stopped", "Failed"].includes(progress.status) || (atWork && state.still > STALLED);
	const stoppable = atWork && progress.status !== "Undoing";
	const main = "wcrm-button-primary";
	return [
		progress.file && fileLink(state),
		own && stoppable && actionButton(host.translate("Stop"), () => change(state, "stop")),
		own && unfinished && actionButton(host.translate("Resume"), () => change(state, "resume"), main),
		own && progress.may_undo && actionButton(host.translate("Undo"), () => change(state, "undo")),
		!atWork &&
			progress.done > 0 &&
			actionButton(host.translate("Show the customers"), () => showRows(state, 0)),
	];
}

function fileLink({ host, name }) {
	const href = `/api/method/${BULK}.as_file?bulk_action=${encodeURIComponent(name)}`;
	const classes = "wcrm-button wcrm-button-primary";
	return el("a", { href, download: "", class: classes }, host.translate("Download the file"));
}

async function change(state, verb) {
	clearTimeout(state.timer);
	try {
		show(state, await state.host.call(`${BULK}.${verb}`, { bulk_action: state.name }, { post: true }));
		await poll(state);
	} catch (error) {
		fill(state.notice, failure(state.host, error));
	}
}

async function showRows(state, start) {
	const { host, name } = state;
	try {
		const page = await host.call(`${BULK}.rows`, { bulk_action: name, limit_start: start });
		if (start === 0) fill(state.rows, (state.list = el("ul", { class: "wcrm-bulk-rows" })));
		if (start === 0 && !page.rows.length) return fill(state.rows, emptyState(host.translate("There are none.")));
		state.list.append(...page.rows.map((row) => rowItem(host, row)));
		state.rows.querySelector(".wcrm-more")?.remove();
		const more = actionButton(host.translate("Show more"), () => showRows(state, page.next_start));
		return page.has_more && state.rows.append(el("div", { class: "wcrm-more" }, more));
	} catch (error) {
		return fill(state.notice, failure(host, error));
	}
}

function rowItem(host, row) {
	const open = () => host.go(["customer-360", row.customer]);
	return el(
		"li",
		{},
		actionButton(namesFor(host, row)[0], open, "wcrm-link"),
		isolated(row.customer_number || "", "wcrm-muted"),
		el("span", { class: `wcrm-badge ${OUTCOMES[row.outcome] || ""}` }, optionLabel(host, row.outcome)),
		row.reason && el("span", { class: "wcrm-muted", dir: "auto" }, row.reason)
	);
}
