// The questions of a registration: what the counter must ask, and what may be told besides.

import { field, setChoices } from "./fields.js";
import { languageName } from "./overview_header.js";

const LANGUAGES = ["ar", "en", "hi", "ur", "bn", "ml"];
/** All fields, in `main` and `more`, by their name in the registration. */
export function registrationFields(host) {
	return { main: mainFields(host), more: moreFields(host) };
}

function mainFields(host) {
	const languages = LANGUAGES.map((code) => [code, languageName(host, code)]);
	return {
		phone: field(host.translate("Mobile number"), {
			kind: "tel",
			dir: "ltr",
			required: true,
			class: "wcrm-wide wcrm-field-phone",
		}),
		customer_name: field(host.translate("Name"), { required: true, dir: "auto" }),
		customer_name_ar: field(host.translate("Name in the other script"), { dir: "auto" }),
		language: field(host.translate("Language"), { kind: "select", choices: languages, required: true }),
		identity_type: field(host.translate("Kind of customer"), { kind: "select", choices: kinds(host) }),
		company: field(host.translate("Division"), { kind: "select", choices: [] }),
	};
}

function kinds(host) {
	return [
		["Individual", host.translate("Person")],
		["Business", host.translate("Business")],
		["Government", host.translate("Government")],
		["NGO", host.translate("Charity or society")],
	];
}

function moreFields(host) {
	return {
		whatsapp: field(host.translate("WhatsApp number, if another"), { kind: "tel", dir: "ltr" }),
		email: field(host.translate("E-mail"), { kind: "email", dir: "ltr" }),
		gender: field(host.translate("Gender"), { kind: "select", choices: genders(host) }),
		date_of_birth: field(host.translate("Date of birth"), { kind: "date" }),
		occupation: field(host.translate("Occupation"), { dir: "auto" }),
		address_line1: field(host.translate("Address"), { dir: "auto" }),
		city: field(host.translate("City or wilayat"), { dir: "auto" }),
		national_id: field(host.translate("Civil number"), { dir: "ltr" }),
		commercial_registration: field(host.translate("Commercial registration"), { dir: "ltr" }),
		tax_id: field(host.translate("Tax number"), { dir: "ltr" }),
		referral_code: field(host.translate("Referral code"), { dir: "ltr" }),
		source: field(host.translate("Registered through"), { kind: "select", choices: sources(host) }),
	};
}

function genders(host) {
	return [
		["", ""],
		["Male", host.translate("Male")],
		["Female", host.translate("Female")],
	];
}

function sources(host) {
	return [
		["Walk-in", host.translate("Walk-in")],
		["Phone", host.translate("Phone")],
		["WhatsApp", host.translate("WhatsApp")],
		["Service", host.translate("Service")],
	];
}

const LAST_DIVISION = "workshop_crm.last_division";

/** Offer the divisions that the viewer may register for; the one used last at this counter is chosen. */
export function showDivisions({ main }, companies) {
	const choices = companies.map((company) => [company.name, company.company_name || company.name]);
	setChoices(main.company, choices);
	const last = localStorage.getItem(LAST_DIVISION);
	if (companies.some(({ name }) => name === last)) main.company.set(last);
	main.company.require(choices.length > 0);
	main.company.element.hidden = choices.length < 2;
}

/** Choose this counter's division at once the next time. */
export function rememberDivision({ main }) {
	localStorage.setItem(LAST_DIVISION, main.company.value());
}

/** Mark what the division demands as required; true when it demands anything. */
export function demand({ more }, { demanded_fields = [] }) {
	const names = demanded_fields.map((name) => (name === "address" ? "address_line1" : name));
	for (const [name, field] of Object.entries(more)) {
		field.require(names.includes(name));
	}
	return names.length > 0;
}

const HAS_ARABIC = /\p{Script=Arabic}/u;

/** The registration's values: each name under the script it is written in, empty answers left out. */
export function valuesOf({ main, more }) {
	const read = (fields) => Object.entries(fields).map(([name, field]) => [name, field.value()]);
	const values = Object.fromEntries([...read(main), ...read(more)].filter(([, value]) => value !== ""));
	const { customer_name: first, customer_name_ar: second, address_line1, city, ...rest } = values;
	const address = address_line1 ? { address: { address_line1, city: city || "" } } : {};
	return { ...rest, ...namesByScript(first, second), ...address };
}

function namesByScript(...typed) {
	const names = {};
	for (const name of typed.filter(Boolean)) {
		names[HAS_ARABIC.test(name) ? "customer_name_ar" : "customer_name"] = name;
	}
	return names;
}
