// The filters of a list: shown as chips, added by field, operator and value.
import { fill, h, icon } from "./dom.js";
import { translate } from "./format.js";

const WITHOUT_FILTER = [
	"Section Break",
	"Column Break",
	"Tab Break",
	"Table",
	"Table MultiSelect",
	"HTML",
	"Button",
	"Password",
	"Heading",
	"Fold",
];
const OPERATORS = () => [
	["=", translate("Equals")],
	["!=", translate("Not Equals")],
	["like", translate("Contains")],
	[">", translate("Greater than")],
	["<", translate("Less than")],
	["is", translate("Is set")],
];

/** Draw the chips of these filters (changed in place) with a form to add one; `changed` is called after. */
export function filterBar(meta, filters, changed) {
	const bar = h("div", { class: "filter-bar" });
	const remove = (index) => {
		filters.splice(index, 1);
		redraw();
		changed();
	};
	const opener = { class: "button subtle add-filter", type: "button", onclick: () => openForm() };
	const redraw = () => {
		const chips = filters.map((filter, index) => chip(describe(meta, filter), () => remove(index)));
		fill(bar, h("button", opener, icon("filter", 16), translate("Filter")), chips);
	};
	const add = (filter) => {
		filters.push(filter);
		redraw();
		changed();
	};
	const openForm = () => {
		if (!bar.querySelector("form")) bar.append(filterForm(meta, add, redraw));
	};
	redraw();
	return bar;
}

function chip(text, remove) {
	const button = { type: "button", "aria-label": translate("Remove filter"), onclick: remove };
	return h("span", { class: "chip" }, text, h("button", button, icon("close", 12)));
}

function describe(meta, [fieldname, operator, value]) {
	const field = meta.fields.find((one) => one.fieldname === fieldname);
	const sign = OPERATORS().find(([code]) => code === operator)?.[1] || operator;
	const option = field?.options?.find?.((one) => one.value === value)?.label;
	const shown =
		field?.fieldtype === "Check"
			? Number(value)
				? translate("Yes")
				: translate("No")
			: option || [value].flat().join(", ");
	return `${field?.label || (fieldname === "name" ? translate("ID") : fieldname)} ${operator === "=" ? ":" : sign} ${operator === "is" && value === "set" ? "" : String(shown).replace(/%/g, "")}`;
}

function filterForm(meta, add, close) {
	const fields = [
		{ fieldname: "name", fieldtype: "Data", label: translate("ID") },
		...meta.fields.filter(
			(field) => field.label && !field.hidden && !WITHOUT_FILTER.includes(field.fieldtype),
		),
	];
	const chosen = h(
		"select",
		{ class: "input", "aria-label": translate("Field") },
		fields.map((field) => h("option", { value: field.fieldname }, field.label)),
	);
	const operator = h(
		"select",
		{ class: "input", "aria-label": translate("Condition") },
		OPERATORS().map(([value, label]) => h("option", { value }, label)),
	);
	const place = h("span", { class: "filter-value" });
	const field = () => fields.find((one) => one.fieldname === chosen.value);
	const redraw = () => fill(place, operator.value === "is" ? null : valueInput(field()));
	chosen.addEventListener("change", redraw);
	operator.addEventListener("change", redraw);
	redraw();
	const submit = (event) => {
		event.preventDefault();
		const value = operator.value === "is" ? "set" : place.firstChild.value;
		add([chosen.value, operator.value, operator.value === "like" ? `%${value}%` : value]);
	};
	return h(
		"form",
		{ class: "filter-form", onsubmit: submit },
		chosen,
		operator,
		place,
		h("button", { class: "button primary", type: "submit" }, translate("Apply")),
		h("button", { class: "button", type: "button", onclick: close }, translate("Cancel")),
	);
}

function valueInput(field) {
	const attributes = { class: "input", "aria-label": translate("Value") };
	if (field.fieldtype === "Select")
		return h(
			"select",
			attributes,
			field.options.map(({ value, label }) => h("option", { value }, label)),
		);
	if (field.fieldtype === "Check")
		return h(
			"select",
			attributes,
			h("option", { value: "1" }, translate("Yes")),
			h("option", { value: "0" }, translate("No")),
		);
	const type =
		{ Date: "date", Datetime: "datetime-local", Int: "number", Float: "number", Currency: "number" }[
			field.fieldtype
		] || "text";
	return h("input", { ...attributes, type, step: type === "number" ? "any" : null });
}
