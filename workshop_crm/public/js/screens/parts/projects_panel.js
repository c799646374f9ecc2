// The customer's projects with a division, and what was quoted for each.

import { openDialog } from "./dialog.js";
import { divisionChoice } from "./division_choice.js";
import { actionButton, el, fill, isolated, liveRegion } from "./dom.js";
import { emptyState, failure, showLoaded } from "./messages.js";
import { quotationForm } from "./project_quotation_form.js";
import { statusLabel } from "./status_labels.js";

const PROJECTS = "workshop_crm.api.v1.projects";
const TONES = { Open: "blue", Completed: "green", Cancelled: "plain" };

/** The panel over the divisions that quote for projects. */
export function projectsPanel(host, customer, companies) {
	const panel = { host, customer, place: el("div", {}), live: liveRegion() };
	panel.element = el("div", { class: "wcrm-things" });
	const choice = divisionChoice(host, companies, (company) => {
		panel.company = company;
		reload(panel);
	});
	return fill(panel.element, choice, panel.place, panel.live);
}

function read({ host, customer, company }, start) {
	return host.call(`${PROJECTS}.list`, { customer, company, limit_start: start });
}

function reload(panel) {
	return showLoaded(panel.host, panel.place, async () => {
		const answer = await read(panel, 0);
		panel.rights = answer;
		panel.projects = [...answer.rows];
		const list = el("div", { class: "wcrm-projects" });
		list.append(...answer.rows.map((project) => card(panel, project, answer.currency)));
		const { host } = panel;
		return [
			newButton(panel),
			answer.rows.length && answer.may_see_quotations ? totals(host, answer) : null,
			answer.rows.length ? list : emptyState(host.translate("This customer has no project yet.")),
			el("div", { class: "wcrm-more" }, moreButton(panel, list, answer)),
		];
	});
}

function newButton(panel) {
	if (!panel.rights.may_quote) return null;
	const title = panel.host.translate("New project quotation");
	return el(
		"div",
		{ class: "wcrm-steps wcrm-things-steps" },
		actionButton(title, () => openForm(panel, title), "wcrm-button-primary")
	);
}

function openForm(panel, title, project) {
	openDialog(panel.host, panel.element, title, (close) => quotationForm(panel, project, close));
}

function totals(host, { totals: sums, currency }) {
	return el(
		"dl",
		{ class: "wcrm-totals" },
		total(host.translate("Projects"), isolated(host.format.number(sums.projects))),
		total(host.translate("Quoted, not decided"), isolated(host.format.money(sums.in_play, currency))),
		total(host.translate("Ordered"), isolated(host.format.money(sums.ordered, currency)))
	);
}

function total(label, value) {
	return el("div", {}, el("dt", {}, label), el("dd", {}, value));
}

function card(panel, project, currency) {
	const { host } = panel;
	const rows = el("tbody", {});
	rows.append(...project.quotations.map((quotation) => quotationRow(host, quotation)));
	return el(
		"article",
		{ class: "wcrm-card wcrm-project" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, project.project_name),
			el(
				"span",
				{ class: `wcrm-badge wcrm-badge-${TONES[project.status] || "plain"}` },
				statusLabel(host, project.status)
			)
		),
		progress(host, project),
		figures(host, project, currency),
		project.quotations.length ? el("table", { class: "wcrm-table" }, head(host), rows) : null,
		steps(panel, project, rows)
	);
}

function progress(host, project) {
	const share = Math.round(project.percent_complete || 0);
	const text = host.translate("{0}% done", [host.format.number(share)]);
	return el(
		"p",
		{ class: "wcrm-progress-line" },
		el("progress", { max: 100, value: String(share), "aria-label": text }),
		el("span", { class: "wcrm-muted" }, text)
	);
}

function figures(host, project, currency) {
	const { date, money } = host.format;
	const begins = project.expected_start_date && isolated(date(project.expected_start_date));
	const ends = project.expected_end_date && isolated(date(project.expected_end_date));
	const shown = [
		begins && total(host.translate("Expected start"), begins),
		ends && total(host.translate("Expected end"), ends),
		project.in_play > 0 &&
			total(host.translate("Quoted, not decided"), isolated(money(project.in_play, currency))),
		project.ordered > 0 && total(host.translate("Ordered"), isolated(money(project.ordered, currency))),
	].filter(Boolean);
	return shown.length ? el("dl", { class: "wcrm-totals" }, shown) : null;
}

function head(host) {
	const heads = [
		host.translate("Date"),
		host.translate("Quotation"),
		host.translate("Valid until"),
		host.translate("Status"),
		host.translate("Amount"),
	];
	return el(
		"thead",
		{},
		el(
			"tr",
			{},
			heads.map((text) => el("th", { scope: "col" }, text))
		)
	);
}

function quotationRow(host, quotation) {
	const open = () => host.go(["Form", "Quotation", quotation.name]);
	return el(
		"tr",
		{},
		el("td", {}, isolated(host.format.date(quotation.on))),
		el(
			"td",
			{ class: "wcrm-cell-document" },
			el("button", { type: "button", class: "wcrm-link", on: { click: open } }, isolated(quotation.name))
		),
		el("td", { class: "wcrm-cell-late" }, validity(host, quotation)),
		el(
			"td",
			{ class: "wcrm-cell-late" },
			el("span", { class: "wcrm-tag" }, statusLabel(host, quotation.status))
		),
		el(
			"td",
			{ class: "wcrm-cell-amount" },
			isolated(host.format.money(quotation.amount, quotation.currency))
		)
	);
}

/** On a phone the column has no head, so the cell says itself what the day means. */
function validity(host, { valid_till: day }) {
	if (!day) return null;
	const label = el("span", { class: "wcrm-phone-only wcrm-muted" }, `${host.translate("Valid until")} `);
	return [label, isolated(host.format.date(day))];
}

function steps(panel, project, rows) {
	const { host, rights } = panel;
	const title = host.translate("New quotation");
	return el(
		"div",
		{ class: "wcrm-steps" },
		rights.may_quote &&
			project.status === "Open" &&
			actionButton(title, () => openForm(panel, title, project)),
		el("span", {}, otherQuotations(panel, project, rows, project.quotations.length)),
		el(
			"button",
			{ type: "button", class: "wcrm-link", on: { click: () => host.go(["Form", "Project", project.name]) } },
			host.translate("Open the record")
		)
	);
}

/** Those beyond the first few, read when they are asked for. */
function otherQuotations(panel, project, rows, shown) {
	if (!project.more_quotations) return null;
	const { host } = panel;
	const button = actionButton(host.translate("Show all quotations"), async () => {
		const holder = button.parentElement;
		try {
			for (let start = shown, more = true; more; ) {
				const answer = await host.call(`${PROJECTS}.quotations`, { project: project.name, limit_start: start });
				rows.append(...answer.rows.map((quotation) => quotationRow(host, quotation)));
				[start, more] = [answer.next_start, answer.has_more];
			}
			fill(holder);
		} catch (error) {
			fill(holder, failure(host, error));
		}
	});
	return button;
}

function moreButton(panel, list, answer) {
	if (!answer.has_more) return null;
	const { host } = panel;
	const button = actionButton(host.translate("Show more"), async () => {
		const holder = button.parentElement;
		try {
			const next = await read(panel, answer.next_start);
			panel.projects.push(...next.rows);
			list.append(...next.rows.map((project) => card(panel, project, next.currency)));
			fill(holder, moreButton(panel, list, next));
		} catch (error) {
			fill(holder, failure(host, error), moreButton(panel, list, answer));
		}
	});
	return button;
}
