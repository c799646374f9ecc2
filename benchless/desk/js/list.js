// A list of documents: filters, search, sorting, paging.
import { debounce, fill, h, icon, slug } from "./dom.js";
import { filterBar } from "./filters.js";
import { format, translate } from "./format.js";
import { address } from "./router.js";
import { call } from "./server.js";

const PAGE = 20;
const MOST_COLUMNS = 4;
const STATUS_FIELDS = ["status", "docstatus", "disabled", "enabled"];

/** Load a DocType's description, then draw its list. */
export async function showList(place, boot, doctype) {
	const meta = await call("benchless.web.desk_documents.describe", { doctype });
	document.title = meta.label;
	const state = { filters: filtersOfAddress(), search: "", start: 0, order: "modified desc" };
	const body = h("div", { class: "list-body" });
	const refresh = () => draw(body, meta, state, refresh);
	const restart = () => {
		state.start = 0;
		return refresh();
	};
	const search = searchInput((text) => {
		state.search = text;
		restart();
	});
	const tools = [search, sorter(meta, state, restart), filterBar(meta, state.filters, restart)];
	const list = h(
		"section",
		{ class: "card list", dataset: { doctype } },
		h("div", { class: "list-tools" }, tools),
		body,
	);
	fill(place, titleBar(meta, boot, refresh), list);
	await refresh();
}

function searchInput(changed) {
	const label = translate("Search in this list");
	const search = h("input", {
		class: "input list-search",
		type: "search",
		placeholder: label,
		"aria-label": label,
	});
	search.addEventListener(
		"input",
		debounce(250, () => changed(search.value)),
	);
	return search;
}

function filtersOfAddress() {
	const text = new URLSearchParams(window.location.search).get("filters");
	try {
		return text ? JSON.parse(text) : [];
	} catch {
		return [];
	}
}

function titleBar(meta, boot, refresh) {
	const add = meta.rights.create && !meta.read_only;
	return h(
		"div",
		{ class: "title-bar" },
		h("h1", { class: "page-title" }, meta.label),
		h(
			"div",
			{ class: "actions" },
			h(
				"button",
				{ class: "button", type: "button", "aria-label": translate("Refresh"), onclick: refresh },
				icon("refresh", 16),
			),
			add
				? h(
						"a",
						{ class: "button primary primary-action", href: `${address(["List", meta.name])}/new` },
						icon("plus", 16),
						translate("Add {0}", [meta.label]),
					)
				: null,
		),
	);
}

function sorter(meta, state, restart) {
	const fields = [
		["modified", translate("Last Updated")],
		["creation", translate("Created On")],
		["name", translate("ID")],
		...meta.list_fields.map((name) => [name, labelOf(meta, name)]),
	];
	const orders = fields.flatMap(([name, label]) => [
		[`${name} desc`, `${label} ↓`],
		[`${name} asc`, `${label} ↑`],
	]);
	const choice = h(
		"select",
		{
			class: "input sorter",
			"aria-label": translate("Sort by"),
			onchange: () => {
				state.order = choice.value;
				restart();
			},
		},
		orders.map(([value, label]) => h("option", { value, selected: value === state.order }, label)),
	);
	return choice;
}

const fieldOf = (meta, name) =>
	meta.fields.find((field) => field.fieldname === name) || {
		fieldname: name,
		fieldtype: "Data",
		label: name,
	};
const labelOf = (meta, name) => fieldOf(meta, name).label || name;

async function draw(body, meta, state, refresh) {
	body.classList.add("loading");
	const { rows, total } = await call("benchless.web.desk_documents.list_documents", {
		doctype: meta.name,
		filters: state.filters,
		search: state.search,
		order_by: state.order,
		start: state.start,
		page_length: PAGE,
	});
	body.classList.remove("loading");
	if (!rows.length) {
		const text =
			state.search || state.filters.length
				? translate("Nothing matches these filters.")
				: translate("There is nothing here yet.");
		return fill(body, h("div", { class: "empty" }, icon("list", 28), h("p", {}, text)));
	}
	fill(body, tableOf(meta, rows), pager(state, rows.length, total, refresh));
}

const titleOf = (meta, row) => (meta.title_field && row[meta.title_field]) || row.name;

// A column that only repeats the name or the title says nothing.
function columnsOf(meta, rows) {
	const repeats = (name) => rows.every((row) => [row.name, titleOf(meta, row)].includes(row[name]));
	const shown = meta.list_fields.filter((name) => name !== meta.title_field && !STATUS_FIELDS.includes(name));
	return shown.filter((name) => !repeats(name)).slice(0, MOST_COLUMNS);
}

function tableOf(meta, rows) {
	const columns = columnsOf(meta, rows);
	const withStatus = rows.some((row) => statusPill(meta, row));
	const head = [
		h("th", {}, meta.title_field ? labelOf(meta, meta.title_field) : translate("ID")),
		withStatus ? h("th", { class: "narrow" }, translate("Status")) : null,
		columns.map((name) => h("th", {}, labelOf(meta, name))),
		h("th", { class: "narrow" }, translate("Last Updated")),
	];
	const lines = rows.map((row) => drawRow(meta, columns, row, withStatus));
	return h("table", { class: "list-table" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, lines));
}

function drawRow(meta, columns, row, withStatus) {
	const title = titleOf(meta, row);
	const second = title === row.name ? null : h("small", { dir: "ltr" }, row.name);
	const href = `/app/${slug(meta.name)}/${encodeURIComponent(row.name)}`;
	const cell = (name) =>
		h("td", { dataset: { label: labelOf(meta, name) } }, cellOf(fieldOf(meta, name), row[name], row));
	return h(
		"tr",
		{
			dataset: { name: row.name },
			onclick: (event) => event.target.closest("a") || event.currentTarget.querySelector("a").click(),
		},
		h("td", { class: "subject" }, h("a", { href }, h("bdi", {}, title)), second),
		withStatus ? h("td", { class: "narrow" }, statusPill(meta, row)) : null,
		columns.map(cell),
		h("td", { class: "narrow muted", title: format.datetime(row.modified) }, format.ago(row.modified)),
	);
}

function cellOf(field, value, row) {
	if (field.fieldtype === "Check") return value ? icon("check", 16) : "";
	const text = format.field(field, value, row);
	return h("span", { dir: /^[+\d\s.,:%-]+$/.test(text) ? "ltr" : "auto" }, text);
}

const GOOD = ["Active", "Enabled", "Paid", "Completed", "Submitted", "Open", "Imported", "Success"];
const BAD = ["Blacklisted", "Suspended", "Overdue", "Failed", "Cancelled", "Expired", "Rejected"];
const WARN = ["Draft", "Pending Approval", "Unpaid", "Partly Paid", "Running", "Queued"];

/** The status of a document as a coloured pill: its own status, else docstatus, else enabled or disabled. */
export function statusPill(meta, doc) {
	let status = doc.status;
	if (!status && meta.submittable) status = ["Draft", "Submitted", "Cancelled"][doc.docstatus || 0];
	if (!status && "disabled" in doc) status = doc.disabled ? "Disabled" : "Enabled";
	if (!status && "enabled" in doc) status = doc.enabled ? "Enabled" : "Disabled";
	if (!status) return "";
	const kind =
		(GOOD.includes(status) && "good") ||
		(BAD.includes(status) && "bad") ||
		(WARN.includes(status) && "warn") ||
		"";
	const field = fieldOf(meta, "status");
	return h("span", { class: `pill ${kind}` }, format.field({ ...field, fieldtype: "Select" }, status));
}

function pager(state, shown, total, refresh) {
	const move = (step) => () => {
		state.start = Math.max(0, state.start + step);
		refresh();
	};
	const from = state.start + 1;
	return h(
		"div",
		{ class: "pager" },
		h(
			"span",
			{ class: "muted" },
			translate("{0} to {1} of {2}", [
				format.number(from),
				format.number(state.start + shown),
				format.number(total),
			]),
		),
		h(
			"button",
			{ class: "button", type: "button", disabled: state.start === 0, onclick: move(-PAGE) },
			translate("Previous"),
		),
		h(
			"button",
			{ class: "button", type: "button", disabled: state.start + shown >= total, onclick: move(PAGE) },
			translate("Next"),
		),
	);
}
