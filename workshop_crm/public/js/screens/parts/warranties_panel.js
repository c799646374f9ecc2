// What is under warranty for the customer, until when, and his claims on it.

import { openDialog } from "./dialog.js";
import { divisionChoice } from "./division_choice.js";
import { actionButton, el, fill, isolated } from "./dom.js";
import { icon } from "./icons.js";
import { emptyState, failure } from "./messages.js";
import { reloadingPanel } from "./panel.js";
import { statusLabel } from "./status_labels.js";
import { claimForm } from "./warranty_claim_form.js";

const WARRANTIES = "workshop_crm.api.v1.warranties";
const TONES = { "Under Warranty": "green", "Ending Soon": "amber", "Out of Warranty": "red" };

/** The panel over the divisions that have warranties switched on. */
export function warrantiesPanel(host, customer, companies) {
	const panel = reloadingPanel(host, { customer }, load, "wcrm-things");
	const choice = divisionChoice(host, companies, (company) => {
		panel.company = company;
		panel.reload();
	});
	return fill(panel.element, choice, panel.place, panel.live);
}

async function load(panel) {
	const { host, customer, company } = panel;
	const about = { customer, company };
	const answer = await host.call(`${WARRANTIES}.list`, about);
	const claims = answer.may_see_claims && (await host.call(`${WARRANTIES}.claims`, about));
	return [vipLine(host, answer), things(panel, answer), claims && claimsList(panel, claims)];
}

function vipLine(host, { vip_months: months }) {
	if (!months) return null;
	const text = host.translate("As a VIP of this division the customer has a longer warranty.");
	return el("p", { class: "wcrm-benefit" }, badge("gold", vipText(host, months)), text);
}

function vipText(host, months) {
	return host.translate("VIP +{0} months", [host.format.number(months)]);
}

function badge(tone, label, symbol) {
	return el("span", { class: `wcrm-badge wcrm-badge-${tone}` }, symbol && icon(symbol), label);
}

function things(panel, answer) {
	const { host } = panel;
	if (!answer.rows.length) return emptyState(host.translate("Nothing of this customer has a warranty."));
	return el(
		"div",
		{ class: "wcrm-cards" },
		answer.rows.map((thing) => card(panel, answer, thing))
	);
}

function card(panel, answer, thing) {
	const { host } = panel;
	return el(
		"article",
		{ class: "wcrm-card wcrm-thing" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, thing.item),
			badge(TONES[thing.state], statusLabel(host, thing.state))
		),
		el("ul", { class: "wcrm-badges" }, marks(host, thing)),
		el("dl", { class: "wcrm-pairs" }, pairs(host, thing)),
		steps(panel, answer, thing)
	);
}

function marks(host, thing) {
	const kinds = {
		"Customer Vehicle": host.translate("Vehicle"),
		"Customer Device": host.translate("Device"),
		"Serial No": host.translate("Sold by us"),
	};
	const found = [
		badge("plain", kinds[thing.doctype]),
		thing.vip_months > 0 && badge("gold", vipText(host, thing.vip_months)),
		thing.open_claims > 0 &&
			badge("blue", host.translate("Open claims: {0}", [host.format.number(thing.open_claims)]), "issue"),
		!thing.is_owner && badge("plain", host.translate("Owned by another customer")),
	];
	return found.filter(Boolean).map((mark) => el("li", {}, mark));
}

function pairs(host, thing) {
	const { date, number } = host.format;
	const over = thing.days_left < 0;
	return [
		pair(host.translate("Plate or serial number"), thing.serial && isolated(thing.serial)),
		pair(host.translate("Warranty until"), isolated(date(thing.until))),
		thing.vip_months > 0 &&
			pair(host.translate("For a VIP until"), el("strong", {}, isolated(date(thing.lasts_until)))),
		pair(
			over ? host.translate("Days since it ended") : host.translate("Days left"),
			isolated(number(Math.abs(thing.days_left)))
		),
	];
}

function pair(label, value) {
	return value && el("div", {}, el("dt", {}, label), el("dd", { dir: "auto" }, value));
}

function steps(panel, { may_claim: mayClaim, may_override: mayOverride }, thing) {
	const { host } = panel;
	const title = host.translate("New warranty claim");
	const open = () =>
		openDialog(host, panel.element, title, (close) => claimForm(panel, thing, close));
	const possible = mayClaim && thing.is_owner && (thing.days_left >= 0 || mayOverride);
	return el(
		"div",
		{ class: "wcrm-steps" },
		possible && actionButton(title, open),
		el(
			"button",
			{
				type: "button",
				class: "wcrm-link",
				on: { click: () => host.go(["Form", thing.doctype, thing.name]) },
			},
			host.translate("Open the record")
		)
	);
}

function claimsList(panel, answer) {
	const { host } = panel;
	if (!answer.rows.length) return null;
	const body = el(
		"tbody",
		{},
		answer.rows.map((claim) => claimRow(host, claim))
	);
	return [
		el("h4", { class: "wcrm-things-title" }, host.translate("Warranty claims of this customer")),
		el("table", { class: "wcrm-table" }, claimsHead(host), body),
		el("div", { class: "wcrm-more" }, moreButton(panel, body, answer)),
	];
}

function claimsHead(host) {
	const heads = [
		host.translate("Date"),
		host.translate("Claim"),
		host.translate("Complaint"),
		host.translate("Vehicle or device"),
		host.translate("Status"),
	];
	return el(
		"thead",
		{},
		el(
			"tr",
			{},
			heads.map((head) => el("th", { scope: "col" }, head))
		)
	);
}

function claimRow(host, claim) {
	const open = () => host.go(["Form", "Warranty Claim", claim.name]);
	return el(
		"tr",
		{},
		el("td", {}, isolated(host.format.date(claim.on))),
		el(
			"td",
			{ class: "wcrm-cell-document" },
			el("button", { type: "button", class: "wcrm-link", on: { click: open } }, isolated(claim.name))
		),
		el("td", { class: "wcrm-cell-wide", dir: "auto" }, claim.complaint, reasonOf(host, claim)),
		el("td", { class: "wcrm-cell-late", dir: "auto" }, claim.title),
		el(
			"td",
			{ class: "wcrm-cell-amount" },
			el("span", { class: "wcrm-tag" }, statusLabel(host, claim.status))
		)
	);
}

function reasonOf(host, { reason, vip_months: months }) {
	const note = reason ? host.translate("Taken without warranty: {0}", [reason]) : months && vipText(host, months);
	return note && el("span", { class: "wcrm-muted wcrm-return-of", dir: "auto" }, note);
}

function moreButton(panel, body, answer) {
	if (!answer.has_more) return null;
	const { host, customer, company } = panel;
	const button = actionButton(host.translate("Show more"), async () => {
		const holder = button.parentElement;
		try {
			const about = { customer, company, limit_start: answer.next_start };
			const next = await host.call(`${WARRANTIES}.claims`, about);
			body.append(...next.rows.map((claim) => claimRow(host, claim)));
			fill(holder, moreButton(panel, body, next));
		} catch (error) {
			fill(holder, failure(host, error), moreButton(panel, body, answer));
		}
	});
	return button;
}
