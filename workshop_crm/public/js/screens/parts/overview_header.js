// The head of the Customer 360: who this is, how to reach him, what to know before speaking.

import { bulkButtons, priceListFor } from "./bulk_orders.js";
import { actionButton, el, isolated, optionLabel, plainText } from "./dom.js";
import { icon } from "./icons.js";
import { namesFor } from "./names.js";

/** One bar for each note that asks for attention, and for a customer who is blocked. */
export function alertBars(host, { header, alerts }) {
	const bars = [];
	if (header.is_blacklisted) {
		bars.push(bar(host.translate("This customer is blacklisted"), header.blacklist_reason, "danger"));
	}
	if (header.disabled) {
		bars.push(bar(host.translate("This customer is disabled"), header.disabled_reason, "muted"));
	}
	for (const note of alerts) {
		const urgent = ["High", "Urgent"].includes(note.priority);
		bars.push(
			bar(
				note.subject,
				[note.company, plainText(note.content)].filter(Boolean).join(" · "),
				urgent ? "danger" : "warning"
			)
		);
	}
	return el("div", { class: "wcrm-alerts", role: bars.length ? "alert" : null }, bars);
}

function bar(title, detail, tone) {
	return el(
		"div",
		{ class: `wcrm-alert wcrm-alert-${tone}` },
		icon("alert"),
		el("div", {}, el("strong", { dir: "auto" }, title), detail && el("p", { dir: "auto" }, detail))
	);
}

/** Names, badges, contact, balances, points and the usual next steps. */
export function overviewHeader(host, overview, actions) {
	const { header } = overview;
	return el(
		"header",
		{ class: "wcrm-card wcrm-head" },
		el(
			"div",
			{ class: "wcrm-head-who" },
			portrait(host, header),
			el(
				"div",
				{ class: "wcrm-head-text" },
				names(host, header),
				badges(host, header),
				contact(host, header)
			)
		),
		figures(host, header),
		nextSteps(host, overview, actions)
	);
}

function portrait(host, header) {
	if (header.image) return el("img", { class: "wcrm-portrait", src: header.image, alt: "" });
	const [name] = namesFor(host, header);
	const words = name
		.split(/[\s-]+/)
		.filter((word) => !/^(al|el|bin|bint|ibn|bani|بن|بنت|ابن)$/i.test(word));
	const letters = [words[0], words.length > 1 && words[words.length - 1]].filter(Boolean);
	const initials = letters.map((word) => [...word.replace(/^ال(?=..)/, "")][0].toUpperCase());
	// The joiner in between keeps two Arabic letters from melting into one shape.
	return el("span", { class: "wcrm-portrait", "aria-hidden": "true" }, initials.join("\u200c"));
}

function names(host, header) {
	const [first, second] = namesFor(host, header);
	return el(
		"h1",
		{ class: "wcrm-names" },
		el("bdi", {}, first),
		second && el("bdi", { class: "wcrm-name-other" }, second)
	);
}

function badges(host, header) {
	const shown = [
		header.customer_number && badge(header.customer_number, "plain", true),
		header.is_vip && badge(host.translate("VIP"), "gold"),
		header.lifecycle_stage && badge(optionLabel(host, header.lifecycle_stage), "blue"),
		header.identity_type && badge(optionLabel(host, header.identity_type), "plain"),
		header.language && badge(languageName(host, header.language), "plain"),
		header.value_band &&
			badge(host.translate("Value: {0}", [optionLabel(host, header.value_band)]), "plain"),
	];
	return el("ul", { class: "wcrm-badges" }, shown);
}

function badge(text, tone, isolate = false) {
	return el("li", { class: `wcrm-badge wcrm-badge-${tone}` }, isolate ? isolated(text) : text);
}

/** The language's own name in the viewer's language. */
export function languageName(host, code) {
	try {
		return new Intl.DisplayNames([host.user.language], { type: "language" }).of(code);
	} catch {
		return code;
	}
}

function contact(host, header) {
	return el(
		"ul",
		{ class: "wcrm-contact" },
		header.phones.map((phone) => phoneItem(host, phone)),
		header.emails.map(mailItem)
	);
}

function phoneItem(host, phone) {
	const shown = phone.shown || host.format.phone(phone.number);
	return el(
		"li",
		{},
		icon("phone"),
		el("a", { href: `tel:${phone.number}`, dir: "ltr" }, shown),
		phone.type === "WhatsApp" && el("span", { class: "wcrm-tag" }, host.translate("WhatsApp"))
	);
}

function mailItem(email) {
	const link = el("a", { href: `mailto:${email.address}`, dir: "ltr" }, email.address);
	return el("li", {}, icon("message"), link);
}

function figures(host, header) {
	const balances = (header.balances || []).map((row) => {
		const tone = row.balance > 0 ? "owed" : row.balance < 0 ? "credit" : "even";
		return figure(row.company, isolated(host.format.money(row.balance, row.currency)), tone);
	});
	const points =
		header.loyalty_points > 0 &&
		figure(host.translate("Loyalty points"), isolated(host.format.number(header.loyalty_points)), "even");
	const title =
		balances.length > 0 &&
		el("p", { class: "wcrm-figures-title" }, host.translate("Balance by division"));
	return el("div", { class: "wcrm-figures" }, title, el("dl", {}, balances, points));
}

function figure(label, value, tone) {
	return el(
		"div",
		{ class: `wcrm-figure wcrm-figure-${tone}` },
		el("dt", { dir: "auto" }, label),
		el("dd", {}, value)
	);
}

/** Bulk orders stand here when only one division takes them; else each stands on its division's card. */
function nextSteps(host, overview, actions) {
	const bulk = overview.divisions.filter(priceListFor);
	const steps = [
		overview.may.add_note &&
			actionButton(host.translate("Add note"), actions.addNote, "wcrm-button-primary"),
		bulk.length === 1 && bulkButtons(host, overview, bulk[0]),
		actions.takeaway && actionButton(host.translate("Takeaway order"), actions.takeaway),
		actionButton(host.translate("Open the form"), () =>
			host.go(["Form", "Customer", overview.header.name])
		),
		overview.may.merge &&
			actionButton(host.translate("Merge with another customer"), () =>
				host.go(["customer-merging", overview.header.name])
			),
	];
	return el("div", { class: "wcrm-steps" }, steps);
}
