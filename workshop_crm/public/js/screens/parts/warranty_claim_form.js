// A claim on the warranty of one thing; one that is over asks a manager for the reason.

import { el } from "./dom.js";
import { field } from "./fields.js";
import { form, send } from "./vehicle_forms.js";

const CLAIM = "workshop_crm.api.v1.warranties.claim";

/** The form for `thing`, a row of what is under warranty. */
export function claimForm(panel, thing, close) {
	const { host, customer, company } = panel;
	const over = thing.days_left < 0;
	const fields = claimFields(host, over);
	const notice = el("div", {});
	const body = form(panel, [fields], notice, host.translate("Save claim"), () => {
		const missing = Object.values(fields).find((entry) => entry.required && !entry.value());
		if (missing) {
			missing.refuse(host.translate("Please fill in this field."));
			return missing.input.focus();
		}
		const { doctype, name } = thing;
		const values = { customer, company, doctype, name, complaint: fields.complaint.value() };
		values.on = fields.on.value() || null;
		if (over) values.reason = fields.reason.value();
		return send(panel, notice, close, CLAIM, values, host.translate("The claim was saved."));
	});
	return [about(host, thing, over), body];
}

function claimFields(host, over) {
	const fields = {
		complaint: field(host.translate("What is wrong"), {
			kind: "textarea",
			dir: "auto",
			required: true,
			class: "wcrm-wide",
		}),
		on: field(host.translate("Complained on"), {
			kind: "date",
			hint: host.translate("Empty stands for today."),
		}),
	};
	if (over) {
		const hint = host.translate("Only a Workshop Manager can take a claim without warranty.");
		const label = host.translate("Reason for taking it without warranty");
		fields.reason = field(label, { dir: "auto", required: true, hint });
	}
	return fields;
}

function about(host, thing, over) {
	const day = host.format.date(thing.lasts_until);
	const named = [thing.item, thing.serial].filter(Boolean).join(" · ");
	const stands = over
		? host.translate("The warranty ended on {0}.", [day])
		: host.translate("The warranty lasts until {0}.", [day]);
	return el(
		"div",
		{ class: "wcrm-claimed" },
		el("p", { dir: "auto" }, el("strong", {}, named)),
		el("p", { class: "wcrm-muted" }, stands)
	);
}
