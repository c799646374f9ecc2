// One control per field type. A control writes its value into the document and says so.
import { h } from "./dom.js";
import { format, translate } from "./format.js";
import { linkInput } from "./link.js";
import { call, upload } from "./server.js";

const NUMBERS = ["Int", "Float", "Currency", "Percent"];
const LONG_TEXT = [
	"Small Text",
	"Text",
	"Long Text",
	"Text Editor",
	"Code",
	"JSON",
	"HTML Editor",
	"Markdown Editor",
];
const LEFT_TO_RIGHT = ["Phone", "Password", "Code", "JSON", ...NUMBERS];

/**
 * Draw the control of a field.
 *
 * `values` is the record it shows (document or child row), `changed(fieldname, value)` takes new values,
 * `readOnly` shows the value only; `document` is the whole document, for links whose DocType stands in it.
 */
export function control({ field, values, readOnly, changed, document: doc = values }) {
	const id = `field-${field.fieldname}-${values.name || "new"}`.replace(/[^\w-]/g, "_");
	const inner = readOnly ? shown(field, values, doc) : editor(field, values, changed, id, doc);
	if (field.fieldtype === "Check") {
		return frame(field, h("label", { class: "check", for: id }, inner, h("span", {}, field.label)), null);
	}
	return frame(
		field,
		inner,
		h(
			"label",
			{ class: "label", for: readOnly ? null : id },
			field.label,
			field.reqd && !readOnly ? h("span", { class: "required", title: translate("Mandatory") }, "*") : null,
		),
	);
}

function frame(field, inner, label) {
	const hint = field.description ? h("p", { class: "hint" }, field.description) : null;
	return h(
		"div",
		{ class: "field", dataset: { fieldname: field.fieldname, fieldtype: field.fieldtype } },
		label,
		inner,
		hint,
	);
}

function shown(field, values, doc) {
	if (field.fieldtype === "Check")
		return h("input", { type: "checkbox", checked: Boolean(values[field.fieldname]), disabled: true });
	const value = values[field.fieldname];
	const text = format.field(field, value, values);
	const target =
		field.fieldtype === "Link"
			? field.options
			: field.fieldtype === "Dynamic Link"
				? doc[field.options]
				: null;
	const direction = LEFT_TO_RIGHT.includes(field.fieldtype) || /^[+\d][\d\s-]+$/.test(text) ? "ltr" : "auto";
	const content =
		target && value
			? h(
					"a",
					{
						href: `/app/${target.toLowerCase().replace(/ /g, "-")}/${encodeURIComponent(value)}`,
						dir: "auto",
					},
					text,
				)
			: h("span", { dir: direction }, text || "—");
	return h("div", { class: `value ${text ? "" : "muted"} ${field.bold ? "strong" : ""}` }, content);
}

function editor(field, values, changed, id, doc) {
	const { fieldname, fieldtype } = field;
	const value = values[fieldname];
	const put = (next) => changed(fieldname, next);
	if (fieldtype === "Check")
		return h("input", {
			id,
			type: "checkbox",
			checked: Boolean(value),
			onchange: (event) => put(event.target.checked ? 1 : 0),
		});
	if (fieldtype === "Select") return selectInput(field, value, id, put);
	if (fieldtype === "Link")
		return linkInput({ id, doctype: field.options, value, changed: put, label: field.label });
	if (fieldtype === "Dynamic Link") return dynamicLink(field, value, id, put, doc);
	if (LONG_TEXT.includes(fieldtype))
		return h(
			"textarea",
			{ id, class: "input", rows: 3, dir: "auto", oninput: (event) => put(event.target.value) },
			value || "",
		);
	if (fieldtype === "Attach" || fieldtype === "Attach Image") return attachInput(value, id, put);
	return plainInput(field, value, id, put);
}

function plainInput(field, value, id, put) {
	const { fieldtype } = field;
	const type =
		{
			Date: "date",
			Datetime: "datetime-local",
			Time: "time",
			Password: "password",
			Color: "color",
			Phone: "tel",
		}[fieldtype] || (NUMBERS.includes(fieldtype) ? "number" : "text");
	const read = (text) =>
		NUMBERS.includes(fieldtype)
			? text === ""
				? null
				: Number(text)
			: type === "datetime-local"
				? text.replace("T", " ")
				: text;
	let text = value ?? "";
	if (type === "datetime-local") text = String(text).replace(" ", "T").slice(0, 19);
	if (type === "time") text = String(text).padStart(8, "0").slice(0, 5).replace(/^0+$/, "");
	return h("input", {
		id,
		class: "input",
		type,
		value: text,
		step: type === "number" ? "any" : null,
		maxlength: field.length || null,
		dir: LEFT_TO_RIGHT.includes(fieldtype) ? "ltr" : "auto",
		autocomplete: type === "password" ? "new-password" : "off",
		oninput: (event) => put(read(event.target.value)),
	});
}

function selectInput(field, value, id, put) {
	const options = (field.options || []).map((option) =>
		h("option", { value: option.value, selected: option.value === (value ?? "") }, option.label),
	);
	if (!(field.options || []).some((option) => option.value === (value ?? "")))
		options.unshift(h("option", { value: "", selected: true }, ""));
	return h("select", { id, class: "input", onchange: (event) => put(event.target.value) }, options);
}

function dynamicLink(field, value, id, put, doc) {
	return doc[field.options]
		? linkInput({ id, doctype: doc[field.options], value, changed: put, label: field.label })
		: plainInput({ ...field, fieldtype: "Data" }, value, id, put);
}

function attachInput(value, id, put) {
	const name = h(
		"a",
		{ href: value || null, target: "_blank", rel: "noopener" },
		value ? value.split("/").pop() : translate("No file"),
	);
	const take = async (event) => {
		const stored = await upload(event.target.files[0], { is_private: 1 });
		name.textContent = stored.file_name;
		name.href = stored.file_url;
		put(stored.file_url);
	};
	return h("div", { class: "attach" }, name, h("input", { id, type: "file", onchange: take }));
}

/** Copy the values of a linked document into the fields that are fetched from it; returns what changed. */
export async function fetchValues(fields, link, values) {
	const wanted = fields.filter(
		(field) =>
			field.fetch_from?.startsWith(`${link.fieldname}.`) &&
			!(field.fetch_if_empty && values[field.fieldname]),
	);
	if (!wanted.length || !values[link.fieldname]) return {};
	const names = wanted.map((field) => field.fetch_from.split(".")[1]);
	const found = await call(
		"benchless.web.desk_documents.fetch",
		{ doctype: link.options, name: values[link.fieldname], fields: names },
		{ quiet: true },
	).catch(() => ({}));
	return Object.fromEntries(wanted.map((field, index) => [field.fieldname, found[names[index]] ?? null]));
}
