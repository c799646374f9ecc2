// A script report: filters, summary, chart and a table.
import { fill, h } from "./dom.js";
import { control } from "./controls.js";
import { format, translate } from "./format.js";
import { call } from "./server.js";
import { plot } from "./workspace.js";

/** Draw a report with the filters that its own script declares. */
export async function showReport(place, boot, name) {
	const label = boot.reports[name]?.label || name;
	document.title = label;
	const filters = await filtersOf(boot, name);
	const values = Object.fromEntries(filters.map((filter) => [filter.fieldname, initial(filter)]));
	const body = h("div", { class: "report-body" });
	const run = async () =>
		drawResult(
			body,
			boot,
			await call("frappe.desk.query_report.run", { report_name: name, filters: values }),
		);
	const change = (fieldname, value) => {
		values[fieldname] = value;
		run();
	};
	const bar = filters
		.filter((filter) => !filter.hidden)
		.map((filter) => control({ field: filter, values, changed: change }));
	fill(
		place,
		h("h1", { class: "page-title" }, label),
		bar.length ? h("div", { class: "card report-filters" }, bar) : null,
		body,
	);
	await run();
}

const initial = (filter) =>
	typeof filter.default === "function" ? filter.default() : (filter.default ?? null);

async function filtersOf(boot, name) {
	const script = await call("benchless.web.desk.report_script", { name });
	if (!script) return [];
	const declared = {};
	const frappe = {
		query_reports: declared,
		defaults: {
			get_user_default: (key) => (key === "Company" ? boot.defaults.company : null),
			get_default: () => null,
		},
		datetime: {
			get_today: () => boot.defaults.today,
			nowdate: () => boot.defaults.today,
			add_months: addMonths,
			add_days: addDays,
			month_start: () => `${boot.defaults.today.slice(0, 8)}01`,
		},
		sys_defaults: boot.defaults,
	};
	new Function("frappe", "__", script)(frappe, translate);
	return (declared[name]?.filters || []).map(asField);
}

function asField(filter) {
	if (filter.fieldtype !== "Select") return filter;
	const options = Array.isArray(filter.options) ? filter.options : String(filter.options || "").split("\n");
	return {
		...filter,
		options: options.map((one) => (typeof one === "object" ? one : { value: one, label: translate(one) })),
	};
}

const iso = (date) => date.toISOString().slice(0, 10);
function addDays(day, count) {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + count);
	return iso(date);
}
function addMonths(day, count) {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCMonth(date.getUTCMonth() + count);
	return iso(date);
}

async function drawResult(body, boot, { columns, result, message, chart, report_summary: summary }) {
	const tableHolder = h("div", { class: "report-table" });
	const chartHolder = h("div", { class: "chart-holder", dir: "ltr" });
	fill(
		body,
		message ? h("p", { class: "hint" }, message) : null,
		summary?.length
			? h(
					"div",
					{ class: "summary" },
					summary.map((one) =>
						h(
							"div",
							{ class: "number-card" },
							h("span", { class: "label" }, one.label),
							h("strong", {}, format.field({ fieldtype: one.datatype }, one.value, one)),
						),
					),
				)
			: null,
		chart?.data ? h("section", { class: "card chart-card" }, chartHolder) : null,
		tableHolder,
	);
	if (chart?.data)
		await plot(chartHolder, chart.data, chart.type, chart.colors ? { colors: chart.colors } : {});
	if (!result.length)
		return fill(tableHolder, h("p", { class: "empty card" }, translate("No data to show.")));
	await drawTable(
		tableHolder,
		boot,
		columns.filter((column) => !column.hidden),
		result,
	);
}

async function drawTable(holder, boot, columns, rows) {
	const text = (column, row) => format.field(column, row[column.fieldname], row);
	const DataTable = await dataTable();
	if (!DataTable) return fill(holder, plainTable(columns, rows, text));
	const right = boot.user.direction === "rtl";
	const numeric = ["Int", "Float", "Currency", "Percent"];
	return new DataTable(holder, {
		columns: columns.map((column) => ({
			id: column.fieldname,
			name: column.label,
			width: Number(column.width) || 140,
			editable: false,
			align: numeric.includes(column.fieldtype) === right ? "left" : "right",
		})),
		data: rows.map((row) => columns.map((column) => text(column, row))),
		layout: "fluid",
		direction: right ? "rtl" : "ltr",
		serialNoColumn: false,
		checkboxColumn: false,
		inlineFilters: true,
		noDataMessage: translate("No data to show."),
	});
}

function plainTable(columns, rows, text) {
	const head = columns.map((column) => h("th", {}, column.label));
	const lines = rows.map((row) => columns.map((column) => h("td", {}, text(column, row))));
	return h(
		"table",
		{ class: "plain-table" },
		[head, ...lines].map((cells) => h("tr", {}, cells)),
	);
}

let loading = null;
function dataTable() {
	// The library moves columns with Sortable; the light desk does not, so an inert one is enough.
	window.Sortable ||= class {
		static create() {
			return new this();
		}
		destroy() {}
	};
	loading ||= new Promise((resolve) => {
		document.head.append(
			h("script", {
				src: "/assets/npm/frappe-datatable/frappe-datatable.min.js",
				onload: () => resolve(window.DataTable),
				onerror: () => resolve(null),
			}),
		);
	});
	return loading;
}
