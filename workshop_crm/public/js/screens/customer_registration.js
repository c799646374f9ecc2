// Registering a customer at the counter: phone first, few questions, the keyboard alone is enough.

import { customerLookup } from "./parts/customer_lookup.js";
import { actionButton, el, fill, liveRegion, screenRoot } from "./parts/dom.js";
import { duplicatesPanel } from "./parts/duplicates_panel.js";
import { failure } from "./parts/messages.js";
import { suggestOtherScript } from "./parts/name_suggestion.js";
import {
	demand,
	registrationFields,
	rememberDivision,
	showDivisions,
	valuesOf,
} from "./parts/registration_fields.js";

const CUSTOMERS = "workshop_crm.api.v1.customers";
const DIVISIONS = "workshop_crm.api.v1.divisions";
const ADMISSION = "workshop_crm.api.v1.admissions.ask";
const FIRST_DIGITS = 4;

/**
 * Put the registration into `element`, a page or a dialog.
 *
 * `show()` begins a new customer after one was registered; a form that is half filled in stays as it is.
 */
export function mount(element, host) {
	const root = screenRoot(host, "registration");
	fill(element, root);
	let screen = begin(host, root);
	return {
		show: () => {
			if (screen.finished) screen = begin(host, root);
		},
		unmount: () => root.remove(),
	};
}

function begin(host, root) {
	const screen = { host, root, fields: registrationFields(host), answers: noAnswers(), live: liveRegion() };
	screen.aside = el("div", { class: "wcrm-aside" });
	screen.notice = el("div", {});
	screen.save = actionButton(
		host.translate("Register customer"),
		() => submit(screen),
		"wcrm-button-primary"
	);
	fill(root, form(screen));
	watch(screen);
	offerDivisions(screen);
	screen.fields.main.phone.input.focus();
	return screen;
}

function noAnswers() {
	return { shared_with: [], not_duplicate_of: [], shared_phone: false };
}

function form(screen) {
	const { host, fields } = screen;
	const lookup = lookupOf(screen);
	fields.main.phone.input.after(lookup.element);
	screen.more = el(
		"details",
		{ class: "wcrm-more-fields" },
		el("summary", {}, host.translate("More details (optional)")),
		el(
			"div",
			{ class: "wcrm-grid" },
			Object.values(fields.more).map(({ element }) => element)
		)
	);
	return el(
		"form",
		{ class: "wcrm-card wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		el(
			"div",
			{ class: "wcrm-grid" },
			Object.values(fields.main).map(({ element }) => element)
		),
		screen.more,
		screen.notice,
		screen.aside,
		el("div", { class: "wcrm-steps" }, screen.save, keyboardHint(host)),
		screen.live
	);
}

function keyboardHint(host) {
	return el(
		"span",
		{ class: "wcrm-hint" },
		host.translate("Enter goes on to the next question and registers after the last.")
	);
}

function lookupOf({ host, fields }) {
	return customerLookup(host, fields.main.phone.input, {
		minimum: FIRST_DIGITS,
		heading: host.translate("Already registered? Open the customer:"),
		onPick: (customer) => host.go(["customer-360", customer.name]),
	});
}

function watch(screen) {
	const { host, fields, root } = screen;
	suggestOtherScript(host, fields.main.customer_name, fields.main.customer_name_ar);
	fields.main.company.input.addEventListener("change", () => applyDemands(screen));
	root.querySelector("form").addEventListener("keydown", (event) => onEnter(screen, event));
	for (const field of [
		fields.main.phone,
		fields.main.customer_name,
		fields.main.customer_name_ar,
		fields.more.email,
	]) {
		field.input.addEventListener("input", () => forgetAnswers(screen));
	}
}

/** What staff said about candidates was said about the number and name as they were. */
function forgetAnswers(screen) {
	screen.answers = noAnswers();
	screen.asked = false;
	fill(screen.aside);
}

function onEnter(screen, event) {
	if (event.key !== "Enter" || event.defaultPrevented) return;
	if (event.target.tagName === "TEXTAREA" || event.target.tagName === "BUTTON") return;
	if (event.target.tagName === "SUMMARY") return;
	event.preventDefault();
	const open = questions(screen).filter((field) => field.input !== event.target && !field.value());
	if (open.length && !event.ctrlKey) open[0].input.focus();
	else screen.save.click();
}

/** The fields that must be filled; one of the two names is enough. */
function questions({ fields }) {
	const { main, more } = fields;
	const named = main.customer_name.value() || main.customer_name_ar.value();
	return [
		main.phone,
		named ? null : main.customer_name,
		main.language,
		main.company,
		...Object.values(more),
	].filter((field) => field && (field.required || field === main.customer_name));
}

async function offerDivisions(screen) {
	try {
		showDivisions(screen.fields, await screen.host.call(`${DIVISIONS}.companies`));
		await applyDemands(screen);
	} catch (error) {
		fill(
			screen.notice,
			failure(screen.host, error, () => offerDivisions(screen))
		);
	}
}

async function applyDemands(screen) {
	const company = screen.fields.main.company.value();
	const settings = company ? await screen.host.call(`${DIVISIONS}.settings`, { company }) : {};
	if (demand(screen.fields, settings)) screen.more.open = true;
}

async function submit(screen) {
	fill(screen.notice);
	if (!complete(screen)) return;
	const values = { ...valuesOf(screen.fields), ...screen.answers };
	try {
		if (!screen.asked && (await foundDuplicates(screen, values))) return;
		const made = await screen.host.call(`${CUSTOMERS}.create`, values, { post: true });
		registered(screen, made);
	} catch (error) {
		refused(screen, error);
	}
}

function complete(screen) {
	const missing = questions(screen).filter((field) => !field.value());
	missing.forEach((field) => field.refuse(screen.host.translate("Please fill in this field.")));
	if (missing.length) missing[0].input.focus();
	return !missing.length;
}

function probeOf(values) {
	const { phone, email, national_id, commercial_registration, customer_name, customer_name_ar } = values;
	return { phone, email, national_id, commercial_registration, customer_name, customer_name_ar };
}

async function foundDuplicates(screen, values) {
	const candidates = await screen.host.call(`${CUSTOMERS}.duplicates`, probeOf(values), { post: true });
	screen.asked = true;
	if (candidates.length) ask(screen, candidates);
	return candidates.length > 0;
}

function ask(screen, candidates) {
	const proceed = (answers) => {
		screen.answers = answers;
		return submit(screen);
	};
	const panel = duplicatesPanel(screen.host, candidates, proceed, (reason) => askAdmission(screen, reason));
	fill(screen.aside, panel);
	screen.live.textContent = screen.host.translate("{0} customers look like this one", [candidates.length]);
	panel.querySelector("button")?.focus();
}

function askAdmission({ host, fields }, reason) {
	const values = valuesOf(fields);
	const args = { company: values.company, reason, person: probeOf(values) };
	return host.call(ADMISSION, args, { post: true });
}

function registered(screen, made) {
	const { host } = screen;
	rememberDivision(screen.fields);
	screen.finished = true;
	screen.live.textContent = host.translate("The customer was registered.");
	host.go(["customer-360", made.name]);
}

const FIELD_OF_REFUSAL = {
	InvalidPhoneError: ["main", "phone"],
	InvalidEmailError: ["more", "email"],
	InvalidIdentityError: ["more", "national_id"],
	DivisionAccessError: ["main", "company"],
};

function refused(screen, error) {
	if (error.data?.duplicates?.length) return ask(screen, error.data.duplicates);
	const [part, name] = FIELD_OF_REFUSAL[error.type] || [];
	if (!name) return fill(screen.notice, failure(screen.host, error));
	if (part === "more") screen.more.open = true;
	const field = screen.fields[part][name];
	field.refuse(error.message);
	return field.input.focus();
}
