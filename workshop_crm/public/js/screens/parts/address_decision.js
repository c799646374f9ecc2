// Deciding whether an address is real, with its place on the map.

import { actionButton, el, fill, isolated } from "./dom.js";
import { field } from "./fields.js";
import { failure } from "./messages.js";

const DECIDE = "workshop_crm.api.v1.verification.decide_address";

/** `panel.saved(text)` runs once the address is decided. */
export function addressForm(panel, row, close) {
	const { host } = panel;
	const form = { panel, row, close, notice: el("div", {}) };
	form.fields = placeFields(host, row);
	return el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		el("p", { dir: "auto" }, row.shown),
		el("div", { class: "wcrm-grid" }, Object.values(form.fields).map(({ element }) => element)),
		navigator.geolocation && positionButton(form),
		form.notice,
		el(
			"div",
			{ class: "wcrm-steps" },
			actionButton(host.translate("Verified"), () => decide(form, "Verified"), "wcrm-button-primary"),
			actionButton(host.translate("Reject"), () => reject(form))
		)
	);
}

function placeFields(host, row) {
	const degrees = { kind: "number", dir: "ltr" };
	const fields = {
		latitude: field(host.translate("Latitude"), degrees),
		longitude: field(host.translate("Longitude"), degrees),
		notes: field(host.translate("Notes"), { kind: "textarea", dir: "auto", class: "wcrm-wide" }),
	};
	for (const name of ["latitude", "longitude"]) {
		fields[name].input.step = "any";
		fields[name].set(row[name]);
	}
	return fields;
}

function positionButton({ panel, fields, notice }) {
	const { host } = panel;
	const take = ({ coords }) => {
		fields.latitude.set(coords.latitude.toFixed(6));
		fields.longitude.set(coords.longitude.toFixed(6));
		const metres = isolated(host.translate("{0} m", [host.format.number(Math.round(coords.accuracy))]));
		fill(notice, el("p", { class: "wcrm-hint" }, host.translate("Accuracy:"), " ", metres));
	};
	const refuse = () => {
		const message = host.translate("The position is not available. Please type it, or allow it in the browser.");
		fill(notice, failure(host, { message }));
	};
	const ask = () => navigator.geolocation.getCurrentPosition(take, refuse, { enableHighAccuracy: true });
	const button = actionButton(host.translate("Use where I am now"), ask);
	return el("div", { class: "wcrm-steps" }, button);
}

function reject(form) {
	const { notes } = form.fields;
	if (notes.value()) return decide(form, "Rejected");
	notes.refuse(form.panel.host.translate("Please say why the address is rejected."));
	return notes.input.focus();
}

async function decide({ panel, row, close, fields, notice }, status) {
	const { host } = panel;
	const degrees = (entry) => (entry.value() === "" ? null : Number(entry.value()));
	const args = {
		name: row.value,
		status,
		notes: fields.notes.value() || null,
		latitude: degrees(fields.latitude),
		longitude: degrees(fields.longitude),
	};
	try {
		await host.call(DECIDE, args, { post: true });
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	close();
	return panel.saved(host.translate("The address was decided."));
}
