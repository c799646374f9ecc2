// Notes about the customer, with a form to add one in place.

import { actionButton, el, fill, isolated, liveRegion, optionLabel, plainText } from "./dom.js";
import { field } from "./fields.js";
import { icon } from "./icons.js";
import { emptyState } from "./messages.js";

const CREATE = "workshop_crm.api.v1.notes.create";
const LIST = "workshop_crm.api.v1.notes.list";

/** The panel; `changed()` runs after a note was added, so that the alerts above follow. */
export function notesPanel(host, overview, changed) {
	const state = { host, overview, changed, list: el("ol", { class: "wcrm-notes" }), live: liveRegion() };
	showNotes(state, overview.notes);
	return el("div", {}, overview.may.add_note && noteForm(state), state.list, state.live);
}

function showNotes({ host, list }, notes) {
	if (!notes.length) return fill(list, el("li", {}, emptyState(host.translate("No notes yet."))));
	return fill(
		list,
		notes.map((note) => noteItem(host, note))
	);
}

function noteItem(host, note) {
	const open = () => host.go(["Form", "Customer Note", note.name]);
	const text = plainText(note.content);
	return el(
		"li",
		{ class: `wcrm-card wcrm-note ${note.is_alert ? "wcrm-note-alert" : ""}` },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el(
				"button",
				{ type: "button", class: "wcrm-link wcrm-note-subject", dir: "auto", on: { click: open } },
				note.subject
			),
			el("span", { class: "wcrm-note-marks" }, marks(host, note))
		),
		text !== note.subject && el("p", { class: "wcrm-note-text", dir: "auto" }, text),
		el(
			"p",
			{ class: "wcrm-facts" },
			isolated(host.format.datetime(note.creation)),
			note.owner_name && el("span", { dir: "auto" }, note.owner_name),
			note.company && el("span", { dir: "auto" }, note.company),
			el("span", {}, optionLabel(host, note.note_type))
		)
	);
}

function marks(host, note) {
	return [
		note.is_alert &&
			el("span", { class: "wcrm-badge wcrm-badge-amber" }, icon("alert"), host.translate("Alert")),
		note.is_private &&
			el("span", { class: "wcrm-badge wcrm-badge-plain" }, icon("lock"), host.translate("Private")),
		["High", "Urgent"].includes(note.priority) &&
			el("span", { class: "wcrm-badge wcrm-badge-red" }, optionLabel(host, note.priority)),
	];
}

function noteForm(state) {
	const { host } = state;
	const fields = noteFields(state);
	const save = actionButton(
		host.translate("Save note"),
		() => saveNote(state, fields),
		"wcrm-button-primary"
	);
	const form = el(
		"form",
		{ class: "wcrm-card wcrm-note-form", on: { submit: (event) => event.preventDefault() } },
		Object.values(fields).map(({ element }) => element),
		el("div", { class: "wcrm-steps" }, save)
	);
	form.addEventListener("keydown", (event) => {
		if (event.key === "Enter" && (event.target === fields.subject.input || event.ctrlKey)) {
			event.preventDefault();
			save.click();
		}
	});
	return form;
}

function noteFields({ host, overview }) {
	const everywhere = [["", host.translate("All divisions")]];
	const divisions = overview.divisions.map(({ company }) => [company, company]);
	return {
		subject: field(host.translate("Subject"), {
			required: true,
			maxlength: 140,
			dir: "auto",
			class: "wcrm-wide",
		}),
		content: field(host.translate("Text"), { kind: "textarea", dir: "auto", class: "wcrm-wide" }),
		note_type: field(host.translate("Type"), { kind: "select", choices: noteTypes(host) }),
		priority: field(host.translate("Priority"), { kind: "select", choices: priorities(host) }),
		company: field(host.translate("Division"), {
			kind: "select",
			choices: [...everywhere, ...divisions],
		}),
		is_alert: field(host.translate("Show as alert when the customer is opened"), { kind: "checkbox" }),
		is_private: field(host.translate("Only I may read it"), { kind: "checkbox" }),
	};
}

function noteTypes(host) {
	return [
		["General", host.translate("General")],
		["Complaint", host.translate("Complaint")],
		["Compliment", host.translate("Compliment")],
		["Credit Check", host.translate("Credit Check")],
		["Payment Reminder", host.translate("Payment Reminder")],
		["Follow-up", host.translate("Follow-up")],
		["Special Instructions", host.translate("Special Instructions")],
		["Warning", host.translate("Warning")],
	];
}

function priorities(host) {
	return [
		["Normal", host.translate("Normal")],
		["Low", host.translate("Low")],
		["High", host.translate("High")],
		["Urgent", host.translate("Urgent")],
	];
}

async function saveNote(state, fields) {
	const { host, overview } = state;
	if (!fields.subject.value()) {
		fields.subject.refuse(host.translate("Please write a subject."));
		return fields.subject.input.focus();
	}
	const values = Object.fromEntries(Object.entries(fields).map(([name, entry]) => [name, entry.value()]));
	try {
		await host.call(
			CREATE,
			{ ...values, company: values.company || null, customer: overview.header.name },
			{ post: true }
		);
		const notes = await host.call(LIST, { customer: overview.header.name });
		showNotes(state, notes);
	} catch (error) {
		return fields.subject.refuse(error.message);
	}
	["subject", "content", "is_alert", "is_private"].forEach((name) => fields[name].set(""));
	state.live.textContent = host.translate("The note was saved.");
	fields.subject.input.focus();
	return state.changed();
}
