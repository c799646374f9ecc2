// A part of the customer's page that each division has for itself: a choice of division where there are several.

import { el } from "./dom.js";
import { field } from "./fields.js";

/** `show(company)` is called with the first division, and again with each one chosen. Null where there is one only. */
export function divisionChoice(host, companies, show) {
	if (companies.length === 1) {
		show(companies[0]);
		return null;
	}
	const choices = companies.map((company) => [company, company]);
	const choice = field(host.translate("Division"), { kind: "select", choices });
	choice.input.addEventListener("change", () => show(choice.value()));
	show(companies[0]);
	return el("div", { class: "wcrm-bar" }, choice.element);
}

/** The divisions among those of the customer that have `feature` switched on. */
export function divisionsWith(divisions, feature) {
	return divisions.filter(({ features }) => features.includes(feature)).map(({ company }) => company);
}
