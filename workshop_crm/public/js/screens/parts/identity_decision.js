// A manager's word on the document behind an identity number.

import { actionButton, el, fill, isolated } from "./dom.js";
import { field } from "./fields.js";
import { failure } from "./messages.js";

const DECIDE = "workshop_crm.api.v1.verification.decide_identity";

/** `panel.saved(text)` runs once it is decided. */
export function identityForm(panel, row, close) {
	const { host } = panel;
	const notes = field(host.translate("Notes"), { kind: "textarea", dir: "auto" });
	const form = { panel, row, close, notes, notice: el("div", {}) };
	return el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		el("p", {}, isolated(row.shown, "wcrm-vin")),
		el("p", { class: "wcrm-hint" }, host.translate("Compare the original with the number on file.")),
		notes.element,
		form.notice,
		el(
			"div",
			{ class: "wcrm-steps" },
			actionButton(host.translate("Verified"), () => decide(form, "Verified"), "wcrm-button-primary"),
			actionButton(host.translate("Reject"), () => reject(form))
		)
	);
}

function reject(form) {
	if (form.notes.value()) return decide(form, "Rejected");
	form.notes.refuse(form.panel.host.translate("Please say why the identity document is rejected."));
	return form.notes.input.focus();
}

async function decide({ panel, row, close, notes, notice }, status) {
	const { host, customer } = panel;
	const args = { customer, number_kind: row.number_kind, status, notes: notes.value() || null };
	try {
		await host.call(DECIDE, args, { post: true });
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	close();
	return panel.saved(host.translate("The identity document was decided."));
}
