// Customers who may be the one being registered: why, and what staff may answer.

import { admissionRequest } from "./admission_request.js";
import { actionButton, el, fill, isolated, withNumbersInOrder } from "./dom.js";

/**
 * The panel for `candidates` (customer, names, reasons, blocking, values, visible). `done(answers)` gets
 * `{ shared_with, shared_phone, not_duplicate_of }` once every blocking candidate has an answer;
 * `askAdmission(reason)` asks other divisions for those whom the viewer may not see.
 */
export function duplicatesPanel(host, candidates, done, askAdmission) {
	const state = { host, done, candidates, askAdmission, answered: new Map() };
	state.go = actionButton(
		host.translate("Register as a new customer"),
		() => done(answersOf(state)),
		"wcrm-button-primary"
	);
	const items = candidates.map((candidate) => item(state, candidate));
	state.rest = el("p", { class: "wcrm-hint" });
	refresh(state);
	return el(
		"section",
		{ class: "wcrm-duplicates", "aria-label": host.translate("Possible duplicates") },
		el("h3", {}, heading(host, candidates)),
		el("ul", {}, items),
		el("div", { class: "wcrm-steps" }, state.go, state.rest)
	);
}

function heading(host, candidates) {
	return candidates.some(({ blocking }) => blocking)
		? host.translate("This customer seems to be registered already")
		: host.translate("Is it one of these customers?");
}

function item(state, candidate) {
	const { host } = state;
	const buttons = el("div", { class: "wcrm-steps" });
	const element = el(
		"li",
		{ class: `wcrm-duplicate ${candidate.blocking ? "wcrm-duplicate-blocking" : ""}` },
		el(
			"div",
			{ class: "wcrm-duplicate-who" },
			who(host, candidate),
			isolated(candidate.customer_number || "", "wcrm-muted")
		),
		el(
			"ul",
			{ class: "wcrm-reasons" },
			candidate.reasons.map((reason) => el("li", {}, withNumbersInOrder(reason)))
		),
		buttons,
		candidate.blocking && candidate.visible === false && admissionRequest(host, state.askAdmission)
	);
	fill(buttons, choices(state, candidate, element));
	return element;
}

function who(host, candidate) {
	if (candidate.visible === false) {
		return el("strong", {}, host.translate("A customer of another division"));
	}
	return el("strong", { dir: "auto" }, candidate.customer_name || candidate.customer);
}

function choices(state, candidate, element) {
	const { host } = state;
	if (hasSameIdentity(candidate)) {
		const text = host.translate("The same identity document cannot be registered twice.");
		return [openButton(state, candidate), el("p", { class: "wcrm-field-error" }, text)];
	}
	return [
		openButton(state, candidate),
		candidate.blocking
			? answerButton(state, candidate, element, "shared", host.translate("Shared number (family)"))
			: answerButton(state, candidate, element, "other", host.translate("Not the same person")),
	];
}

/** The value of an identity number is never sent: it comes as an empty text. */
function hasSameIdentity(candidate) {
	return (candidate.values || []).includes("");
}

function openButton({ host }, candidate) {
	if (!candidate.customer) return null;
	return actionButton(host.translate("Open this customer"), () =>
		host.go(["customer-360", candidate.customer])
	);
}

function answerButton(state, candidate, element, answer, label) {
	const button = actionButton(label, () => {
		const taken = state.answered.delete(candidate);
		if (!taken) state.answered.set(candidate, answer);
		button.setAttribute("aria-pressed", String(!taken));
		element.classList.toggle("wcrm-duplicate-answered", !taken);
		refresh(state);
	});
	button.setAttribute("aria-pressed", "false");
	return button;
}

function refresh(state) {
	const open = state.candidates.filter((candidate) => candidate.blocking && !state.answered.has(candidate));
	state.go.hidden = open.length > 0;
	state.rest.textContent = open.length
		? state.host.translate("Open the customer, or say that the number is shared, to go on.")
		: "";
	if (!open.length && state.answered.size) setTimeout(() => state.go.focus());
}

function answersOf({ candidates, answered }) {
	const shared = candidates.filter((candidate) => answered.get(candidate) === "shared");
	const known = (list) => list.map(({ customer }) => customer).filter(Boolean);
	return {
		shared_with: known(shared),
		// A holder whose name the viewer may not know can only be excused with all others.
		shared_phone: shared.some(({ customer }) => !customer),
		not_duplicate_of: known(candidates.filter((candidate) => answered.has(candidate))),
	};
}
