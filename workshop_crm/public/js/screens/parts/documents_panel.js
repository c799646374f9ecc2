// The documents of a customer: what is on file, until when it is valid, and who compared it with the original.

import { openDialog } from "./dialog.js";
import { documentForm } from "./document_form.js";
import { actionButton, el, fill, isolated, optionLabel } from "./dom.js";
import { icon } from "./icons.js";
import { emptyState, failure } from "./messages.js";
import { reloadingPanel } from "./panel.js";

const DOCUMENTS = "workshop_crm.api.v1.documents";

/** The panel; `counted(number)` is told how many documents are in use whenever that changes. */
export function documentsPanel(host, overview, counted) {
	const values = { overview, customer: overview.header.name, counted };
	const panel = reloadingPanel(host, values, load, "wcrm-things");
	panel.reload();
	return panel.element;
}

async function load(panel) {
	const { host, customer } = panel;
	const answer = await host.call(`${DOCUMENTS}.list`, { customer });
	Object.assign(panel, { may: answer.may, accepts: answer.accepts });
	const [inUse, outOfUse] = [0, 1].map((flag) => answer.rows.filter((row) => row.disabled === flag));
	panel.counted(inUse.length);
	const cards = (rows) => rows.map((row) => documentCard(panel, row));
	return [
		answer.may.create && toolbar(panel),
		inUse.length
			? el("div", { class: "wcrm-cards" }, cards(inUse))
			: emptyState(host.translate("No documents yet.")),
		outOfUse.length > 0 &&
			el(
				"details",
				{ class: "wcrm-given-away" },
				el("summary", {}, host.translate("Out of use ({0})", [outOfUse.length])),
				el("div", { class: "wcrm-cards" }, cards(outOfUse))
			),
	];
}

function toolbar(panel) {
	const label = panel.host.translate("Add document");
	const open = () => openDialog(panel.host, panel.element, label, (close) => documentForm(panel, null, close));
	return el("div", { class: "wcrm-steps wcrm-things-steps" }, actionButton(label, open, "wcrm-button-primary"));
}

function documentCard(panel, row) {
	const { host } = panel;
	const type = optionLabel(host, row.document_type);
	const notice = el("div", {});
	return el(
		"article",
		{ class: `wcrm-card wcrm-thing ${row.disabled ? "wcrm-thing-unused" : ""}` },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", { dir: "auto" }, row.title || type),
			stateBadge(host, row)
		),
		el("ul", { class: "wcrm-badges" }, badges(host, row, type)),
		el("dl", { class: "wcrm-pairs" }, pairs(panel, row, notice)),
		row.notes && el("p", { class: "wcrm-muted", dir: "auto" }, row.notes),
		notice,
		steps(panel, row, notice)
	);
}

function stateBadge(host, row) {
	const shown = {
		Expired: ["red", host.translate("Expired"), "alert"],
		"Running Out": ["amber", host.translate("Runs out soon"), "alert"],
	}[row.state];
	if (!shown || row.disabled) return null;
	const [tone, label, symbol] = shown;
	return el("span", { class: `wcrm-badge wcrm-badge-${tone}` }, icon(symbol), label);
}

function badges(host, row, type) {
	const badge = (tone, label, symbol) =>
		el("li", { class: `wcrm-badge wcrm-badge-${tone}`, dir: "auto" }, symbol && icon(symbol), label);
	return [
		row.is_verified
			? badge("green", host.translate("Verified"), "check")
			: badge("plain", host.translate("Not verified")),
		row.title && badge("plain", type),
		row.company && badge("plain", row.company),
		row.show_in_portal && badge("blue", host.translate("Shown in the portal")),
	];
}

function pairs(panel, row, notice) {
	const { host } = panel;
	const { date } = host.format;
	return [
		pair(host.translate("Number"), row.number && numberShown(panel, row, notice)),
		pair(host.translate("Issued on"), date(row.issue_date)),
		pair(host.translate("Valid until"), date(row.expiry_date)),
		row.is_verified &&
			pair(host.translate("Verified by"), [
				el("bdi", {}, row.verified_by_name || row.verified_by),
				" · ",
				isolated(date(row.verified_on)),
			]),
	];
}

function pair(label, value) {
	return value && el("div", {}, el("dt", {}, label), el("dd", { dir: "auto" }, value));
}

/** A masked number with the way to the whole one, for those who may see it. */
function numberShown({ host, may }, row, notice) {
	const place = isolated(row.number, "wcrm-vin");
	if (!may.whole_number || !row.number.includes("•")) return place;
	const show = async () => {
		try {
			const answer = await host.call(`${DOCUMENTS}.show_number`, { document: row.name }, { post: true });
			fill(place, answer.number);
			button.remove();
		} catch (error) {
			fill(notice, failure(host, error));
		}
	};
	const button = el(
		"button",
		{ type: "button", class: "wcrm-link", on: { click: show } },
		host.translate("Show the number")
	);
	return [place, " ", button];
}

function steps(panel, row, notice) {
	const { host, may } = panel;
	const edit = () =>
		openDialog(host, panel.element, optionLabel(host, row.document_type), (close) =>
			documentForm(panel, row, close)
		);
	return el(
		"div",
		{ class: "wcrm-steps" },
		row.attachment && fileLink(host, row),
		may.verify && !row.disabled && verifyButton(panel, row, notice),
		may.write && actionButton(host.translate("Edit"), edit),
		may.write && useButton(panel, row, notice)
	);
}

function fileLink(host, row) {
	const target = { href: row.attachment, target: "_blank", rel: "noopener" };
	return el("a", { class: "wcrm-button", ...target }, host.translate("Open the file"));
}

function verifyButton(panel, row, notice) {
	const { host } = panel;
	if (!row.is_verified && row.state === "Expired") return null;
	const label = row.is_verified ? host.translate("Take verification back") : host.translate("Verify");
	const said = row.is_verified
		? host.translate("The verification was taken back.")
		: host.translate("The document was verified.");
	const args = { document: row.name, verified: !row.is_verified };
	return actionButton(label, () => change(panel, notice, "verify", args, said));
}

function useButton(panel, row, notice) {
	const { host } = panel;
	const label = row.disabled ? host.translate("Use again") : host.translate("Put out of use");
	const said = row.disabled
		? host.translate("The document is in use again.")
		: host.translate("The document was taken out of use.");
	const args = { document: row.name, changes: { disabled: !row.disabled } };
	return actionButton(label, () => change(panel, notice, "update", args, said));
}

async function change(panel, notice, verb, args, said) {
	try {
		await panel.host.call(`${DOCUMENTS}.${verb}`, args, { post: true });
	} catch (error) {
		return fill(notice, failure(panel.host, error));
	}
	return panel.saved(said);
}
