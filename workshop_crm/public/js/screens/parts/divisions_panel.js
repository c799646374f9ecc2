// The customer's accounts in the divisions; parts of a switched-off feature do not appear.

import { bulkButtons } from "./bulk_orders.js";
import { actionButton, el, isolated, optionLabel } from "./dom.js";
import { emptyState } from "./messages.js";

const TONES = {
	Active: "green",
	Inactive: "plain",
	Suspended: "amber",
	Closed: "plain",
	"Pending Approval": "blue",
	Blacklisted: "red",
};

/** One card for each account. */
export function divisionsPanel(host, overview) {
	const { divisions } = overview;
	if (!divisions.length)
		return emptyState(host.translate("This customer has no account in a division yet."));
	return el(
		"div",
		{ class: "wcrm-cards" },
		divisions.map((division) => card(host, overview, division))
	);
}

function card(host, overview, division) {
	const open = () => host.go(["Form", "Customer Division Account", division.name]);
	return el(
		"article",
		{ class: "wcrm-card" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, division.company),
			el(
				"span",
				{ class: `wcrm-badge wcrm-badge-${TONES[division.status] || "plain"}` },
				optionLabel(host, division.status)
			)
		),
		division.status_reason && el("p", { class: "wcrm-muted", dir: "auto" }, division.status_reason),
		el("dl", { class: "wcrm-pairs" }, pairs(host, division)),
		el(
			"div",
			{ class: "wcrm-steps" },
			actionButton(host.translate("Open the account"), open),
			bulkButtons(host, overview, division)
		)
	);
}

function pairs(host, division) {
	return [
		pair(host.translate("Account number"), division.account_number && isolated(division.account_number)),
		pair(host.translate("Account type"), optionLabel(host, division.account_type)),
		pair(host.translate("Stage"), optionLabel(host, division.lifecycle_stage)),
		pair(host.translate("First purchase"), host.format.date(division.first_purchase_on)),
		pair(host.translate("Last purchase"), host.format.date(division.last_purchase_on)),
		...creditPairs(host, division),
		division.features.includes("layby") &&
			pair(host.translate("Layby"), allowed(host, division.allow_layby)),
		division.vip_warranty_months > 0 &&
			pair(host.translate("Longer warranty as a VIP, in months"), longer(host, division)),
	];
}

function longer(host, division) {
	return isolated(host.format.number(division.vip_warranty_months));
}

function creditPairs(host, division) {
	if (!division.features.includes("credit")) return [];
	const money = (value) => isolated(host.format.money(value, division.currency));
	return [
		pair(host.translate("Sale on account"), allowed(host, division.allow_credit)),
		pair(host.translate("Payment terms"), division.payment_terms),
		division.credit && pair(host.translate("Credit limit"), money(division.credit.credit_limit)),
		division.credit && pair(host.translate("Credit available"), money(division.credit.available)),
	];
}

function allowed(host, value) {
	return value ? host.translate("Allowed") : host.translate("Not allowed");
}

function pair(label, value) {
	return value && el("div", {}, el("dt", {}, label), el("dd", { dir: "auto" }, value));
}
