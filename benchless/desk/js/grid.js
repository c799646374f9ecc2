// A child table: rows edited in place, every field of a row in a dialog.
import { control, fetchValues } from "./controls.js";
import { fill, h, icon } from "./dom.js";
import { translate } from "./format.js";
import { showDialog } from "./messages.js";

const LAYOUT = ["Section Break", "Column Break", "Tab Break", "HTML", "Button", "Fold", "Heading"];

/** Draw the rows of a table field. `changed()` is called after every change of a row or of their number. */
export function grid(options) {
	return new Grid(options).place;
}

class Grid {
	constructor({ field, fields, doc, readOnly, changed }) {
		doc[field.fieldname] ||= [];
		const visible = fields.filter((one) => !one.hidden && !LAYOUT.includes(one.fieldtype));
		const listed = visible.filter((one) => one.in_list_view);
		const columns = (listed.length ? listed : visible.slice(0, 4)).slice(0, 6);
		Object.assign(this, { field, fields, visible, columns, doc, readOnly, changed });
		this.place = h("div", { class: "grid", dataset: { fieldname: field.fieldname } });
		this.draw();
	}

	draw() {
		const required = this.field.reqd ? h("span", { class: "required" }, "*") : null;
		fill(this.place, h("div", { class: "label" }, this.field.label, required), this.table(), this.adder());
	}

	adder() {
		if (this.readOnly) return null;
		const add = () => {
			addRow(this.doc, this.field, this.fields);
			this.draw();
			this.changed();
		};
		const look = { class: "button small grid-add-row", type: "button", onclick: add };
		return h("button", look, icon("plus", 14), translate("Add Row"));
	}

	table() {
		const rows = this.doc[this.field.fieldname];
		if (!rows.length) return h("p", { class: "grid-empty" }, translate("No rows"));
		const head = h(
			"tr",
			{},
			h("th", { class: "index" }, "#"),
			this.columns.map((column) => h("th", {}, column.label)),
			h("th", { class: "tools" }, h("span", { class: "hidden-text" }, translate("Actions"))),
		);
		const lines = rows.map((row, index) => this.line(row, index));
		return h("div", { class: "grid-scroll" }, h("table", {}, h("thead", {}, head), h("tbody", {}, lines)));
	}

	line(row, index) {
		const tool = (name, label, action) =>
			h(
				"button",
				{ class: "icon-button", type: "button", "aria-label": label, onclick: action },
				icon(name, 15),
			);
		return h(
			"tr",
			{ dataset: { idx: index + 1 } },
			h("td", { class: "index" }, index + 1),
			this.columns.map((column) => h("td", { dataset: { label: column.label } }, this.cell(column, row))),
			h(
				"td",
				{ class: "tools" },
				tool("edit", translate("Edit"), () => this.edit(row, index)),
				this.readOnly ? null : tool("trash", translate("Delete"), () => this.remove(row)),
			),
		);
	}

	cell(column, row, description = null) {
		return control({
			field: { ...column, description },
			values: row,
			readOnly: this.readOnly || column.read_only,
			document: this.doc,
			changed: (name, value) => this.put(row, column, name, value),
		});
	}

	remove(row) {
		this.doc[this.field.fieldname] = this.doc[this.field.fieldname].filter((other) => other !== row);
		this.draw();
		this.changed();
	}

	async put(row, column, name, value) {
		row[name] = value;
		this.changed();
		if (column.fieldtype !== "Link") return;
		const fetched = await fetchValues(this.fields, column, row);
		Object.assign(row, fetched);
		if (Object.keys(fetched).length) this.draw();
	}

	edit(row, index) {
		const shown = this.visible.filter((one) => !one.fieldtype.startsWith("Table"));
		const body = h(
			"div",
			{ class: "columns" },
			shown.map((one) => this.cell(one, row, one.description)),
		);
		const dialog = showDialog(translate("Row {0}", [index + 1]), body, { wide: true });
		dialog.addEventListener("close", () => this.draw());
	}
}

function addRow(doc, field, fields) {
	const row = { doctype: field.options, __islocal: 1, parentfield: field.fieldname };
	for (const one of fields) {
		if (!one.default || String(one.default).startsWith("eval:")) continue;
		row[one.fieldname] = one.fieldtype === "Check" ? Number(one.default) : one.default;
	}
	doc[field.fieldname].push(row);
}
