// A child table: rows edited in place, every field of a row in a dialog.
import { fill, h, icon } from "./dom.js";
import { translate } from "./format.js";
import { control, fetchValues } from "./controls.js";
import { showDialog } from "./messages.js";

const LAYOUT = ["Section Break", "Column Break", "Tab Break", "HTML", "Button", "Fold", "Heading"];

/** Draw the rows of a table field. `changed()` is called after every change of a row or of their number. */
export function grid({ field, fields, doc, readOnly, changed }) {
	doc[field.fieldname] ||= [];
	const place = h("div", { class: "grid", dataset: { fieldname: field.fieldname } });
	const columns = columnsOf(fields);
	const redraw = () =>
		fill(
			place,
			h("div", { class: "label" }, field.label, field.reqd ? h("span", { class: "required" }, "*") : null),
			table(),
			readOnly ? null : adder(),
		);
	const adder = () =>
		h(
			"button",
			{
				class: "button small grid-add-row",
				type: "button",
				onclick: () => {
					addRow(doc, field, fields);
					redraw();
					changed();
				},
			},
			icon("plus", 14),
			translate("Add Row"),
		);
	const remove = (row) => {
		doc[field.fieldname] = doc[field.fieldname].filter((other) => other !== row);
		redraw();
		changed();
	};
	const table = () => {
		const rows = doc[field.fieldname];
		if (!rows.length) return h("p", { class: "grid-empty" }, translate("No rows"));
		const head = h(
			"tr",
			{},
			h("th", { class: "index" }, "#"),
			columns.map((column) => h("th", {}, column.label)),
			h("th", { class: "tools" }, h("span", { class: "hidden-text" }, translate("Actions"))),
		);
		return h(
			"div",
			{ class: "grid-scroll" },
			h(
				"table",
				{},
				h("thead", {}, head),
				h(
					"tbody",
					{},
					rows.map((row, index) => line(row, index)),
				),
			),
		);
	};
	const line = (row, index) =>
		h(
			"tr",
			{ dataset: { idx: index + 1 } },
			h("td", { class: "index" }, index + 1),
			columns.map((column) => h("td", { dataset: { label: column.label } }, cell(column, row))),
			h(
				"td",
				{ class: "tools" },
				h(
					"button",
					{
						class: "icon-button",
						type: "button",
						"aria-label": translate("Edit"),
						onclick: () => editRow(row, index),
					},
					icon("edit", 15),
				),
				readOnly
					? null
					: h(
							"button",
							{
								class: "icon-button",
								type: "button",
								"aria-label": translate("Delete"),
								onclick: () => remove(row),
							},
							icon("trash", 15),
						),
			),
		);
	const cell = (column, row) =>
		control({
			field: { ...column, description: null },
			values: row,
			readOnly: readOnly || column.read_only,
			document: doc,
			changed: (name, value) => put(row, column, name, value),
		});
	const put = async (row, column, name, value) => {
		row[name] = value;
		changed();
		if (column.fieldtype !== "Link") return;
		const fetched = await fetchValues(fields, column, row);
		Object.assign(row, fetched);
		if (Object.keys(fetched).length) redraw();
	};
	const editRow = (row, index) => {
		const shown = fields.filter(
			(one) => !one.hidden && !LAYOUT.includes(one.fieldtype) && !one.fieldtype.startsWith("Table"),
		);
		const body = h(
			"div",
			{ class: "columns" },
			shown.map((one) =>
				control({
					field: one,
					values: row,
					readOnly: readOnly || one.read_only,
					document: doc,
					changed: (name, value) => put(row, one, name, value),
				}),
			),
		);
		const dialog = showDialog(translate("Row {0}", [index + 1]), body, { wide: true });
		dialog.addEventListener("close", redraw);
	};
	redraw();
	return place;
}

function columnsOf(fields) {
	const visible = fields.filter((field) => !field.hidden && !LAYOUT.includes(field.fieldtype));
	const listed = visible.filter((field) => field.in_list_view);
	return (listed.length ? listed : visible.slice(0, 4)).slice(0, 6);
}

function addRow(doc, field, fields) {
	const row = { doctype: field.options, __islocal: 1, parentfield: field.fieldname };
	for (const one of fields) {
		if (one.default && !String(one.default).startsWith("eval:"))
			row[one.fieldname] = one.fieldtype === "Check" ? Number(one.default) : one.default;
	}
	doc[field.fieldname].push(row);
}
