// Labelled form fields with their hint and error text, the same in every screen.

import { el, fill, newId } from "./dom.js";

/**
 * A field: `{ element, input, value(), set(value), refuse(text), accept(), require(needed) }`.
 *
 * `options.kind` is text, tel, email, date, textarea, select or checkbox; a select takes
 * `options.choices`, a list of `[value, label]`.
 */
export function field(label, options = {}) {
	const id = newId("wcrm-field");
	const input = inputFor(id, options);
	const error = el("p", { class: "wcrm-field-error", id: `${id}-error`, role: "alert" });
	const star = el("span", { class: "wcrm-required", "aria-hidden": "true" });
	const hint = options.hint ? el("p", { class: "wcrm-hint", id: `${id}-hint` }, options.hint) : null;
	if (hint) input.setAttribute("aria-describedby", hint.id);
	const element = el(
		"div",
		{
			class: `wcrm-field ${options.kind === "checkbox" ? "wcrm-field-check" : ""} ${options.class || ""}`,
		},
		el("label", { for: id }, label, star),
		input,
		hint,
		error
	);
	const self = { element, input, error, label };
	Object.assign(self, valueOf(input), refusals(self), {
		require: (needed) => markRequired(self, star, needed),
	});
	if (options.required) self.require(true);
	input.addEventListener("input", () => self.accept());
	return self;
}

function inputFor(id, options) {
	const common = {
		id,
		name: options.name,
		autocomplete: "off",
		dir: options.dir,
		placeholder: options.placeholder,
	};
	if (options.kind === "textarea") return el("textarea", { ...common, rows: 3 });
	if (options.kind === "select") return el("select", common, choiceElements(options.choices || []));
	const inputmode = options.kind === "tel" ? "tel" : null;
	return el("input", { ...common, type: options.kind || "text", inputmode, maxlength: options.maxlength });
}

function choiceElements(choices) {
	return choices.map(([value, label]) => el("option", { value }, label));
}

/** Give a select its choices, keeping the chosen value where it is still offered. */
export function setChoices(select, choices) {
	const chosen = select.value();
	fill(select.input, choiceElements(choices));
	if (choices.some(([value]) => value === chosen)) select.set(chosen);
}

function valueOf(input) {
	if (input.type === "checkbox") {
		return {
			value: () => input.checked,
			set: (value) => {
				input.checked = Boolean(value);
			},
		};
	}
	return {
		value: () => input.value.trim(),
		set: (value) => {
			input.value = value ?? "";
		},
	};
}

function refusals(self) {
	return {
		refuse(text) {
			self.error.textContent = text;
			self.input.setAttribute("aria-invalid", "true");
			self.input.setAttribute("aria-errormessage", self.error.id);
		},
		accept() {
			self.error.textContent = "";
			self.input.removeAttribute("aria-invalid");
			self.input.removeAttribute("aria-errormessage");
		},
	};
}

function markRequired(self, star, needed) {
	star.textContent = needed ? " *" : "";
	self.required = needed;
	self.input.setAttribute("aria-required", needed ? "true" : "false");
}
