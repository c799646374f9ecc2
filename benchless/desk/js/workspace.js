// A workspace: headings, shortcuts, number cards, charts and link cards, in the order that its content names.
import { fill, h, icon } from "./dom.js";
import { format, translate } from "./format.js";
import { safeHtml } from "./messages.js";
import { address, go } from "./router.js";
import { call } from "./server.js";

/** Load and draw one workspace. */
export async function showWorkspace(place, boot, workspace) {
	document.title = workspace.label;
	const data = await call("benchless.web.desk.workspace", { name: workspace.name });
	const charts = [];
	const blocks = data.blocks.map((block) => drawBlock(block, data, boot, charts)).filter(Boolean);
	fill(place, h("h1", { class: "page-title" }, data.label), h("div", { class: "workspace" }, blocks));
	charts.forEach((draw) => draw());
}

function drawBlock({ type, data: block }, data, boot, charts) {
	const find = (list, key) => list.find((item) => item.key === key);
	const span = { style: `--span: ${block.col || 12}` };
	switch (type) {
		case "header":
			return h(
				"div",
				{ class: "block heading", style: "--span: 12" },
				h("h2", {}, translate(safeHtml(block.text).textContent.trim())),
			);
		case "paragraph":
			return h("div", { class: "block", ...span }, safeHtml(translate(block.text)));
		case "spacer":
			return h("div", { class: "block spacer", style: "--span: 12" });
		case "shortcut":
			return wrap(find(data.shortcuts, block.shortcut_name), span, drawShortcut);
		case "number_card":
			return wrap(find(data.cards, block.number_card_name), span, drawCard);
		case "chart":
			return wrap(find(data.charts, block.chart_name), span, (chart) => drawChart(chart, charts));
		case "card":
			return wrap(linkGroup(data.links, block.card_name), span, drawLinks);
		default:
			return null;
	}
}

const wrap = (item, span, draw) => item && h("div", { class: "block", ...span }, draw(item));

function targetOf({ type, target, url, report }) {
	if (type === "URL") return url;
	if (type === "Report" || report) return address(["query-report", target]);
	if (type === "Page") return address([target]);
	return address(["List", target]);
}

function drawShortcut(shortcut) {
	const count =
		shortcut.count === null
			? null
			: h(
					"span",
					{ class: "pill" },
					(shortcut.format || "{}").replace("{}", format.number(shortcut.count, 0)),
				);
	const open = (event) => {
		if (!shortcut.filters || shortcut.type !== "DocType") return;
		event.preventDefault();
		event.stopPropagation();
		go(["List", shortcut.target, shortcut.filters]);
	};
	const href = shortcut.view === "New" ? `${targetOf(shortcut)}/new` : targetOf(shortcut);
	return h(
		"a",
		{ class: "shortcut", href, onclick: open },
		h("span", {}, shortcut.label),
		count,
		icon("chevron", 16),
	);
}

function drawCard(card) {
	const open = (event) => {
		event.preventDefault();
		event.stopPropagation();
		go(["List", card.target, card.filters || []]);
	};
	const value = card.value === null ? "—" : format.number(card.value);
	return h(
		"a",
		{ class: "number-card", href: address(["List", card.target]), onclick: open },
		h("span", { class: "label" }, card.label),
		h("strong", {}, value),
	);
}

function drawChart(chart, charts) {
	const holder = h("div", { class: "chart-holder", dir: "ltr" });
	if (!chart.data?.labels.length) fill(holder, h("p", { class: "empty" }, translate("No data to show.")));
	else charts.push(() => plot(holder, chart.data, chart.type));
	return h("section", { class: "chart-card" }, h("h3", {}, chart.label), holder);
}

/** Draw a chart into an element; without frappe-charts its numbers are shown as a table. */
export async function plot(holder, data, type, options = {}) {
	try {
		const { Chart } = await import("frappe-charts");
		const kinds = { percentage: "percentage", pie: "pie", donut: "donut", line: "line", bar: "bar" };
		const drawn = new Chart(holder, {
			data: { ...data, labels: data.labels.map(format.month) },
			type: kinds[type] || "bar",
			height: 240,
			colors: ["#0f766e", "#d97706", "#4f46e5", "#be185d", "#0369a1", "#65a30d", "#7c3aed", "#475569"],
			axisOptions: { xIsSeries: type === "line" || data.labels.length > 8, xAxisMode: "tick" },
			barOptions: { spaceRatio: 0.5 },
			...options,
		});
		return drawn;
	} catch {
		const rows = data.labels.map((label, index) =>
			h(
				"tr",
				{},
				h("th", {}, label),
				data.datasets.map((set) => h("td", {}, format.number(set.values[index]))),
			),
		);
		return fill(holder, h("table", { class: "plain-table" }, rows));
	}
}

function linkGroup(links, name) {
	const start = links.findIndex(
		(link) => link.kind === "Card Break" && (link.label === name || link.label === translate(name)),
	);
	if (start < 0) return null;
	const end = links.findIndex((link, index) => index > start && link.kind === "Card Break");
	return { label: links[start].label, links: links.slice(start + 1, end < 0 ? undefined : end) };
}

const drawLinks = ({ label, links }) =>
	h(
		"section",
		{ class: "link-card" },
		h("h3", {}, label),
		links.map((link) => h("a", { href: targetOf(link) }, link.label)),
	);
