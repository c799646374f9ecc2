// What of a customer was verified: phones by a code he reads back, e-mails by a link, addresses and numbers by staff.

import { addressForm } from "./address_decision.js";
import { addressStatistics } from "./address_statistics.js";
import { openDialog } from "./dialog.js";
import { actionButton, el, fill, isolated, optionLabel } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { identityForm } from "./identity_decision.js";
import { failure } from "./messages.js";
import { reloadingPanel } from "./panel.js";

const VERIFICATION = "workshop_crm.api.v1.verification";
const TONES = { Verified: "green", Pending: "amber", Rejected: "red", Expired: "red" };

/** The panel of one customer. */
export function verificationPanel(host, customer) {
	const panel = reloadingPanel(host, { customer }, load);
	panel.reload();
	return panel.element;
}

async function load(panel) {
	const { host, customer } = panel;
	panel.sheet = await host.call(`${VERIFICATION}.of_customer`, { customer });
	const { phones, emails, addresses, identity } = panel.sheet;
	return [
		el(
			"div",
			{ class: "wcrm-verify" },
			section(panel, "phone", host.translate("Phones"), phones, phoneSteps),
			section(panel, "message", host.translate("E-mails"), emails, emailSteps),
			section(panel, "account", host.translate("Addresses"), addresses, addressSteps),
			section(panel, "registration", host.translate("Identity documents"), identity, identitySteps)
		),
		el("p", { class: "wcrm-more" }, statisticsLink(panel)),
	];
}

function section(panel, symbol, title, rows, steps) {
	const none = el("p", { class: "wcrm-muted" }, panel.host.translate("Nothing on file."));
	return el(
		"section",
		{ class: "wcrm-card" },
		el("h3", { class: "wcrm-verify-title" }, icon(symbol), title),
		rows.length
			? el(
					"ul",
					{},
					rows.map((row) => item(panel, row, steps))
			  )
			: none
	);
}

function item(panel, row, steps) {
	const { host } = panel;
	const notice = el("div", {});
	return el(
		"li",
		{ class: "wcrm-verify-row" },
		el(
			"div",
			{ class: "wcrm-verify-line" },
			el(
				"span",
				{ class: "wcrm-verify-value" },
				row.label && [optionLabel(host, row.label), " "],
				row.number_kind || row.type !== undefined ? isolated(row.shown) : el("bdi", {}, row.shown)
			),
			badge(host, row)
		),
		el("p", { class: "wcrm-facts" }, facts(host, row)),
		steps(panel, row, notice),
		notice
	);
}

function badge(host, { status }) {
	const label = status ? optionLabel(host, status) : host.translate("Not verified");
	return el(
		"span",
		{ class: `wcrm-badge wcrm-badge-${TONES[status] || "plain"}` },
		status === "Verified" && icon("check"),
		label
	);
}

function facts(host, row) {
	const place = row.latitude && row.longitude && `${row.latitude}, ${row.longitude}`;
	return [
		row.type && el("span", {}, optionLabel(host, row.type)),
		row.method && el("span", {}, optionLabel(host, row.method)),
		row.verified_by_name && el("span", { dir: "auto" }, row.verified_by_name),
		row.verified_on && isolated(host.format.date(row.verified_on)),
		place && mapLink(host, row, place),
		row.notes && el("span", { dir: "auto" }, row.notes),
	];
}

function mapLink(host, { latitude, longitude }, text) {
	const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
	const title = host.translate("Show on the map");
	return el("a", { href, title, target: "_blank", rel: "noopener noreferrer" }, isolated(text));
}

function phoneSteps(panel, row, notice) {
	const { host, sheet } = panel;
	if (!sheet.may.contact || row.status === "Verified") return null;
	if (!sheet.channels.length) {
		return el(
			"p",
			{ class: "wcrm-hint" },
			host.translate("No channel is set up that could carry a code to a phone.")
		);
	}
	const channel = field(host.translate("Send by"), { kind: "select", choices: channels(host) });
	const sent = host.translate("The code was sent. Ask the customer to read it out.");
	const send = () =>
		change(panel, notice, "send_code", { number: row.value, channel: channel.value() }, sent);
	const label = row.status === "Pending" ? host.translate("Send again") : host.translate("Send code");
	return [
		row.status === "Pending" && codeStep(panel, row, notice),
		el("div", { class: "wcrm-verify-steps" }, channel.element, actionButton(label, send)),
	];
}

function codeStep(panel, row, notice) {
	const { host } = panel;
	const code = field(host.translate("Code"), { dir: "ltr", maxlength: 8, class: "wcrm-verify-code" });
	code.input.inputMode = "numeric";
	const confirm = () => {
		if (!code.value()) {
			code.refuse(host.translate("Please write the code."));
			return code.input.focus();
		}
		const args = { number: row.value, code: code.value() };
		return change(panel, notice, "confirm_phone", args, host.translate("The phone is verified."));
	};
	code.input.addEventListener("keydown", (event) => event.key === "Enter" && confirm());
	const button = actionButton(host.translate("Confirm"), confirm, "wcrm-button-primary");
	return el("div", { class: "wcrm-verify-steps" }, code.element, button);
}

function channels(host) {
	return [
		["SMS", host.translate("SMS")],
		["WhatsApp", host.translate("WhatsApp")],
		["Phone", host.translate("Phone call")],
	];
}

function emailSteps(panel, row, notice) {
	const { host, sheet } = panel;
	if (!sheet.may.contact || row.status === "Verified") return null;
	const label = row.status === "Pending" ? host.translate("Send again") : host.translate("Send link");
	const args = { email_address: row.value };
	const send = () => change(panel, notice, "send_link", args, host.translate("The link was sent."));
	return el("div", { class: "wcrm-steps" }, actionButton(label, send));
}

function addressSteps(panel, row) {
	const { host, sheet } = panel;
	if (!sheet.may.address) return null;
	const title = host.translate("Verify the address");
	const open = () => openDialog(host, panel.element, title, (close) => addressForm(panel, row, close));
	const label = row.status === "Verified" ? host.translate("Check again") : host.translate("Verify");
	return el("div", { class: "wcrm-steps" }, actionButton(label, open));
}

function identitySteps(panel, row) {
	const { host, sheet } = panel;
	if (!sheet.may.identity) return null;
	const title = optionLabel(host, row.label);
	const open = () => openDialog(host, panel.element, title, (close) => identityForm(panel, row, close));
	const label = row.status === "Verified" ? host.translate("Check again") : host.translate("Verify");
	return el("div", { class: "wcrm-steps" }, actionButton(label, open));
}

function statisticsLink(panel) {
	const { host } = panel;
	const title = host.translate("Addresses verified so far");
	const open = () => openDialog(host, panel.element, title, () => addressStatistics(host));
	return el("button", { type: "button", class: "wcrm-link", on: { click: open } }, title);
}

async function change(panel, notice, verb, args, said) {
	const { host, customer } = panel;
	try {
		await host.call(`${VERIFICATION}.${verb}`, { ...args, customer }, { post: true });
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	return panel.saved(said);
}
