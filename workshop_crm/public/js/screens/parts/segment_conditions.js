// The conditions of a segment as sentences: fact, operator, value.

import { actionButton, el, fill } from "./dom.js";

const SEVERAL = ["in", "not in"];
const WITHOUT_VALUE = ["is set", "is not set"];
const DAYS = ["in the last N days", "more than N days ago"];

/**
 * The list of conditions: `{ element, values() }`. `changed()` is called after every change of a value; a condition
 * that still lacks its value is left out of `values()`.
 */
export function conditionList(host, facts, conditions, mayWrite, changed) {
	const rows = new Set();
	const list = el("ul", { class: "wcrm-conditions" });
	const add = (condition) => {
		const row = conditionRow(host, facts, condition, changed, () => {
			rows.delete(row);
			row.element.remove();
			changed();
		});
		rows.add(row);
		list.append(row.element);
		return row;
	};
	(conditions.length ? conditions : mayWrite ? [null] : []).forEach(add);
	const more = actionButton(host.translate("Add a condition"), () => add(null).focus());
	const element = el("fieldset", { disabled: !mayWrite, class: "wcrm-condition-set" }, list, mayWrite && more);
	return { element, values: () => [...rows].map((row) => row.value()).filter(Boolean) };
}

function conditionRow(host, facts, condition, changed, remove) {
	const state = { host, facts, changed, inputs: [] };
	state.fact = select(host.translate("Fact"), facts.map(({ name, label }) => [name, label]));
	state.operator = select(host.translate("Operator"), []);
	state.place = el("span", { class: "wcrm-condition-value" });
	if (condition) state.fact.value = condition.fact;
	offerOperators(state, condition);
	state.fact.addEventListener("change", () => offerOperators(state));
	state.operator.addEventListener("change", () => offerValues(state, []));
	const cross = actionButton("×", remove);
	cross.setAttribute("aria-label", host.translate("Remove the condition"));
	const element = el("li", { class: "wcrm-condition" }, state.fact, state.operator, state.place, cross);
	return { element, value: () => valueOf(state), focus: () => state.fact.focus() };
}

function select(label, choices) {
	return el("select", { "aria-label": label }, optionsOf(choices));
}

function optionsOf(choices) {
	return choices.map(([value, label]) => el("option", { value }, label));
}

function factOf({ facts, fact }) {
	return facts.find(({ name }) => name === fact.value) || facts[0];
}

function offerOperators(state, condition) {
	const { operators } = factOf(state);
	fill(state.operator, optionsOf(operators.map(({ value, label }) => [value, label])));
	if (condition) state.operator.value = condition.operator;
	offerValues(state, condition?.values || []);
}

/** Put the inputs that fact and operator call for: a choice, several, two bounds, a number of days, or none. */
function offerValues(state, values) {
	const { host, operator, place, changed } = state;
	const fact = factOf(state);
	const label = host.translate("Value");
	const number = WITHOUT_VALUE.includes(operator.value) ? 0 : operator.value === "between" ? 2 : 1;
	state.inputs = Array.from({ length: number }, () => valueInput(fact, operator.value, label));
	state.inputs.forEach((input, index) => {
		setValue(input, SEVERAL.includes(operator.value) ? values : values.slice(index, index + 1));
		input.addEventListener("input", changed);
	});
	fill(place, state.inputs);
	if (SEVERAL.includes(operator.value) && !fact.options.length) {
		place.append(el("small", { class: "wcrm-muted" }, host.translate("Several, with commas between them.")));
	}
	changed();
}

function valueInput(fact, operator, label) {
	if (fact.options.length && operator !== "contains") {
		const choices = optionsOf(fact.options.map((option) => [option.value, option.label]));
		return el("select", { "aria-label": label, multiple: SEVERAL.includes(operator) }, choices);
	}
	const kinds = { number: "number", date: "date" };
	const type = DAYS.includes(operator) ? "number" : kinds[fact.kind] || "text";
	return el("input", { type, "aria-label": label, dir: "auto", step: type === "number" ? "any" : null });
}

function setValue(input, values) {
	if (input.multiple) {
		for (const option of input.options) option.selected = values.includes(option.value);
	} else if (values.length) input.value = values.join(", ");
}

function valueOf(state) {
	const operator = state.operator.value;
	const several = SEVERAL.includes(operator);
	const values = state.inputs.flatMap((input) => valuesOf(input, several));
	if (state.inputs.length && (!values.length || values.length < state.inputs.length)) return null;
	return { fact: factOf(state).name, operator, values };
}

function valuesOf(input, several) {
	if (input.multiple) return [...input.selectedOptions].map((option) => option.value);
	const texts = several ? input.value.split(/[,،]/) : [input.value];
	return texts.map((text) => text.trim()).filter(Boolean);
}
