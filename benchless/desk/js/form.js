// A document: tabs, sections and columns of fields; saving, submitting, cancelling.
import { fill, h, icon } from "./dom.js";
import { control, fetchValues } from "./controls.js";
import { translate } from "./format.js";
import { grid } from "./grid.js";
import { layoutOf } from "./layout.js";
import { statusPill } from "./list.js";
import { confirm, showError, toast } from "./messages.js";
import { go, setLeaveGuard, takePresets } from "./router.js";
import { call } from "./server.js";

const SERVER = "benchless.web.desk_documents";

/** Load a document (an empty name means a new one) and draw its form. */
export async function showForm(place, boot, doctype, name) {
	const [meta, loaded] = await Promise.all([
		call(`${SERVER}.describe`, { doctype }),
		call(`${SERVER}.load`, { doctype, name }),
	]);
	const form = { place, boot, meta, dirty: false, tab: 0 };
	take(form, loaded);
	if (form.isNew) Object.assign(form.doc, takePresets());
	draw(form);
	const onKey = (event) => {
		if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
		event.preventDefault();
		if (mayWrite(form)) save(form, form.doc.docstatus ? "Update" : "Save");
	};
	document.addEventListener("keydown", onKey);
	return () => document.removeEventListener("keydown", onKey);
}

function take(form, { doc, is_new: isNew, title, rights }) {
	Object.assign(form, { doc, isNew, title, rights, dirty: Boolean(isNew) });
	if (isNew) doc.__islocal = 1;
	setLeaveGuard(() =>
		form.touched
			? confirm(translate("You have changes that are not saved. Leave this page?"), translate("Leave"))
			: true,
	);
	form.touched = false;
}

const mayWrite = ({ rights, isNew, doc, meta }) =>
	(isNew ? rights.create : rights.write) && doc.docstatus < 2 && !(meta.read_only && isNew);

function draw(form) {
	const { place, meta, doc, isNew, title } = form;
	const heading = isNew ? translate("New {0}", [meta.label]) : title;
	document.title = heading;
	form.controls = [];
	form.actions = h("div", { class: "actions" });
	form.state = h("span", {});
	const subtitle = !isNew && title !== doc.name ? h("small", { class: "muted", dir: "ltr" }, doc.name) : null;
	fill(
		place,
		h(
			"div",
			{ class: "title-bar" },
			h("div", {}, h("h1", { class: "page-title" }, h("bdi", {}, heading)), subtitle),
			form.state,
			form.actions,
		),
		drawLayout(form),
	);
	drawState(form);
	applyConditions(form);
}

function drawState(form) {
	const { meta, doc, isNew } = form;
	const unsaved = form.touched || isNew;
	fill(
		form.state,
		unsaved
			? h("span", { class: "pill warn indicator-pill" }, translate("Not Saved"))
			: statusPill(meta, doc),
	);
	fill(form.actions, buttonsOf(form));
}

function buttonsOf(form) {
	const { meta, doc, rights, isNew, touched } = form;
	const button = (label, action, look = "") =>
		h("button", { class: `button ${look}`, type: "button", onclick: () => save(form, action) }, label);
	const buttons = [];
	if (doc.docstatus === 0 && mayWrite(form))
		buttons.push(
			button(
				translate("Save"),
				"Save",
				meta.submittable && !isNew && !touched ? "" : "primary primary-action",
			),
		);
	if (meta.submittable && !isNew && !touched && doc.docstatus === 0 && rights.submit)
		buttons.push(button(translate("Submit"), "Submit", "primary primary-action"));
	if (doc.docstatus === 1 && touched && rights.submit)
		buttons.push(button(translate("Update"), "Update", "primary primary-action"));
	if (doc.docstatus === 1 && !touched && rights.cancel) buttons.push(button(translate("Cancel"), "Cancel"));
	if (!isNew && doc.docstatus !== 1 && rights.delete && !meta.single)
		buttons.unshift(
			h(
				"button",
				{
					class: "button subtle",
					type: "button",
					"aria-label": translate("Delete"),
					onclick: () => remove(form),
				},
				icon("trash", 16),
			),
		);
	return buttons;
}

function drawLayout(form) {
	const tabs = layoutOf(form.meta.fields, translate("Details"));
	form.tabs = tabs.map((tab, index) => ({
		...tab,
		button: h(
			"button",
			{ class: "tab", type: "button", role: "tab", onclick: () => openTab(form, index) },
			tab.label,
		),
		panel: h(
			"section",
			{ class: "card form-panel", role: "tabpanel" },
			tab.sections.map((section) => drawSection(form, section)),
		),
	}));
	const bar = h(
		"div",
		{ class: "tabs", role: "tablist", hidden: form.tabs.length < 2 },
		form.tabs.map((tab) => tab.button),
	);
	openTab(form, Math.min(form.tab, form.tabs.length - 1));
	return h(
		"form",
		{
			class: "form",
			autocomplete: "off",
			dataset: { doctype: form.meta.name },
			onsubmit: (event) => event.preventDefault(),
		},
		bar,
		form.tabs.map((tab) => tab.panel),
	);
}

function openTab(form, index) {
	form.tab = index;
	form.tabs.forEach((tab, position) => {
		tab.panel.hidden = position !== index;
		tab.button.setAttribute("aria-selected", String(position === index));
	});
}

function drawSection(form, section) {
	const columns = section.columns
		.filter((column) => column.fields.length)
		.map((column) =>
			h(
				"div",
				{ class: "column" },
				column.label ? h("h4", {}, column.label) : null,
				column.fields.map((field) => drawField(form, field)),
			),
		);
	const body = h("div", { class: "columns", style: `--columns: ${columns.length || 1}` }, columns);
	const title = section.label ? h("summary", {}, section.label) : h("summary", { hidden: true });
	const element = h(
		"details",
		{ class: "section", open: !section.field?.collapsible || !section.label },
		title,
		section.field?.description ? h("p", { class: "hint" }, section.field.description) : null,
		body,
	);
	form.controls.push({ field: section.field || {}, element, isSection: true });
	return element;
}

function drawField(form, field) {
	const slot = h("div", { class: "slot" });
	form.controls.push({
		field,
		element: slot,
		redraw: (readOnly, required) => fill(slot, drawControl(form, { ...field, reqd: required }, readOnly)),
	});
	return slot;
}

function drawControl(form, field, readOnly) {
	const { doc, meta } = form;
	if (field.fieldtype === "HTML") return h("div", { class: "html-field" });
	if (field.fieldtype === "Button" || field.fieldtype === "Fold") return null;
	if (field.fieldtype === "Heading") return h("h3", {}, field.label);
	if (field.fieldtype === "Table" || field.fieldtype === "Table MultiSelect") {
		return grid({ field, fields: meta.children[field.options], doc, readOnly, changed: () => touch(form) });
	}
	return control({ field, values: doc, readOnly, changed: (name, value) => put(form, field, name, value) });
}

async function put(form, field, name, value) {
	if (form.doc[name] === value) return;
	form.doc[name] = value;
	touch(form);
	if (field.fieldtype === "Link") {
		const fetched = await fetchValues(form.meta.fields, field, form.doc);
		Object.assign(form.doc, fetched);
		form.controls.filter((one) => one.field.fieldname in fetched).forEach((one) => (one.state = null));
	}
	applyConditions(form);
}

function touch(form) {
	if (form.touched) return;
	form.touched = true;
	drawState(form);
}

/** Evaluate a "depends on" expression: `eval:` code over doc, or the name of a field that must have a value. */
function holds(expression, form) {
	if (!expression) return true;
	if (!expression.startsWith("eval:")) return Boolean([].concat(form.doc[expression] || []).length);
	try {
		return Boolean(
			new Function("doc", "frappe", `return (${expression.slice(5)});`)(form.doc, {
				user_roles: form.boot.user.roles,
				session: { user: form.boot.user.name },
			}),
		);
	} catch {
		return true;
	}
}

function applyConditions(form) {
	for (const one of form.controls) {
		const { field, element } = one;
		const visible = !field.hidden && holds(field.depends_on, form);
		element.hidden = !visible;
		if (one.isSection) continue;
		const required = Boolean(
			field.reqd || (field.mandatory_depends_on && holds(field.mandatory_depends_on, form)),
		);
		const readOnly = isReadOnly(form, field);
		const state = `${visible}${required}${readOnly}`;
		if (visible && one.state !== state) one.redraw(readOnly, required);
		one.state = state;
	}
	hideEmpty(form);
}

function isReadOnly(form, field) {
	if (
		!mayWrite(form) ||
		field.read_only ||
		(field.read_only_depends_on && holds(field.read_only_depends_on, form))
	)
		return true;
	if (form.doc.docstatus === 1 && !field.allow_on_submit) return true;
	return Boolean(field.set_only_once && !form.isNew && form.doc[field.fieldname]);
}

function hideEmpty(form) {
	const filled = (element) =>
		[...element.querySelectorAll(".slot")].some((slot) => !slot.hidden && slot.childElementCount);
	form.controls
		.filter((one) => one.isSection && !one.element.hidden)
		.forEach((one) => (one.element.hidden = !filled(one.element)));
	form.tabs.forEach(
		(tab) =>
			(tab.button.hidden =
				![...tab.panel.querySelectorAll(".section")].some((section) => !section.hidden) ||
				!(tab.field ? holds(tab.field.depends_on, form) && !tab.field.hidden : true)),
	);
}

function missingFields(form) {
	const shown = form.controls.filter((one) => !one.isSection && !one.element.hidden && one.field.fieldname);
	const empty = (value) =>
		value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);
	return shown.filter(
		({ field }) =>
			(field.reqd || (field.mandatory_depends_on && holds(field.mandatory_depends_on, form))) &&
			!isReadOnly(form, field) &&
			empty(form.doc[field.fieldname]) &&
			!["Check", "Int", "Float", "Currency"].includes(field.fieldtype),
	);
}

function refuseMissing(form, missing) {
	form.place.querySelectorAll(".field.missing").forEach((one) => one.classList.remove("missing"));
	missing.forEach(({ element }) => element.querySelector(".field, .grid")?.classList.add("missing"));
	const index = form.tabs.findIndex((tab) => tab.panel.contains(missing[0].element));
	openTab(form, Math.max(index, 0));
	missing[0].element.closest("details").open = true;
	missing[0].element.querySelector("input, select, textarea")?.focus();
	showError({
		status: 417,
		messages: [
			{
				title: translate("Missing Fields"),
				message: translate("Please fill in: {0}", [missing.map(({ field }) => field.label).join(", ")]),
			},
		],
	});
}

async function save(form, action) {
	if (action !== "Cancel") {
		const missing = missingFields(form);
		if (missing.length) return refuseMissing(form, missing);
	}
	if (action === "Submit" && !(await confirm(translate("Permanently submit {0}?", [form.doc.name])))) return;
	if (action === "Cancel" && !(await confirm(translate("Permanently cancel {0}?", [form.doc.name])))) return;
	form.actions.querySelectorAll("button").forEach((button) => (button.disabled = true));
	const wasNew = form.isNew;
	try {
		const saved = await call(`${SERVER}.save`, { doc: form.doc, action }, { post: true });
		take(form, saved);
		toast(translate({ Submit: "Submitted", Cancel: "Cancelled" }[action] || "Saved"), "good");
		if (wasNew) return go(["Form", form.meta.name, form.doc.name], { replace: true });
		draw(form);
	} catch {
		// The server's own words are on the screen already; the form keeps what was typed.
		drawState(form);
	}
}

async function remove(form) {
	if (!(await confirm(translate("Permanently delete {0}?", [form.doc.name]), translate("Delete")))) return;
	try {
		await call(`${SERVER}.delete`, { doctype: form.meta.name, name: form.doc.name }, { post: true });
	} catch {
		return;
	}
	form.touched = false;
	go(["List", form.meta.name]);
}
