// Customer segments: those kept so far, and one of them with its conditions, its count and first customers.

import { actionButton, debounce, el, fill, isolated, liveRegion, screenRoot } from "./parts/dom.js";
import { field, setChoices } from "./parts/fields.js";
import { emptyState, failure, showLoaded } from "./parts/messages.js";
import { conditionList } from "./parts/segment_conditions.js";

const SEGMENTS = "workshop_crm.api.v1.segments";
const COMPANIES = "workshop_crm.api.v1.divisions.companies";
const NEW = "new-segment";
const PAUSE = 400;
const EDITORS = ["Workshop Manager", "Workshop Marketing", "System Manager", "Administrator"];

/** Put the screen into `element`. `show({ segment })` opens a segment, "new-segment" an empty one, else the list. */
export function mount(element, host) {
	const root = screenRoot(host, "segments");
	const screen = { host, root, live: liveRegion() };
	fill(element, root);
	return {
		show: ({ segment } = {}) =>
			showLoaded(host, root, () => (segment ? editor(screen, segment) : overview(screen)), 6),
		unmount: () => root.remove(),
	};
}

async function overview(screen) {
	const { host } = screen;
	const list = el("ul", { class: "wcrm-segment-list" });
	const more = el("div", { class: "wcrm-more" });
	await addPage(host, list, more, 0);
	const mayWrite = host.user.roles.some((role) => EDITORS.includes(role));
	const add = actionButton(
		host.translate("New segment"),
		() => host.go(["customer-segments", NEW]),
		"wcrm-button-primary"
	);
	return [
		mayWrite && el("div", { class: "wcrm-steps" }, add),
		list.children.length ? list : emptyState(host.translate("No segment is kept yet.")),
		more,
	];
}

async function addPage(host, list, more, start) {
	const page = await host.call(`${SEGMENTS}.list`, { limit_start: start });
	list.append(...page.rows.map((row) => segmentRow(host, row)));
	const next = actionButton(host.translate("Show more"), () => addPage(host, list, more, page.next_start));
	fill(more, page.has_more && next);
}

function segmentRow(host, row) {
	const open = actionButton(row.segment_name, () => host.go(["customer-segments", row.name]), "wcrm-link");
	const counted = host.translate("{0} customers", [host.format.number(row.last_count)]);
	return el(
		"li",
		{ class: "wcrm-card" },
		open,
		el("span", { class: "wcrm-muted" }, row.company ? isolated(row.company) : host.translate("All divisions")),
		row.last_counted_on && el("span", {}, counted),
		row.description && el("p", { class: "wcrm-muted", dir: "auto" }, row.description)
	);
}

async function editor(screen, name) {
	const { host } = screen;
	const [facts, companies, kept] = await Promise.all([
		host.call(`${SEGMENTS}.facts`),
		host.call(COMPANIES),
		name === NEW ? emptySegment() : host.call(`${SEGMENTS}.get`, { segment: name }),
	]);
	const state = { ...screen, kept, found: el("div", { class: "wcrm-segment-found" }), notice: el("div", {}) };
	state.fields = editorFields(host, kept, companies);
	const changed = debounce(() => preview(state), PAUSE);
	state.conditions = conditionList(host, facts, kept.conditions, kept.may_write, changed);
	state.fields.company.input.addEventListener("change", changed);
	preview(state);
	return [form(state), state.found, screen.live];
}

function emptySegment() {
	return { name: "", segment_name: "", company: "", description: "", conditions: [], may_write: true };
}

function editorFields(host, kept, companies) {
	const fields = {
		segment_name: field(host.translate("Segment Name"), { required: true, maxlength: 140, dir: "auto" }),
		company: field(host.translate("Division"), { kind: "select", choices: [] }),
		description: field(host.translate("Description"), { dir: "auto" }),
	};
	const choices = companies.map((company) => [company.name, company.company_name || company.name]);
	setChoices(fields.company, [["", host.translate("All divisions")], ...choices]);
	for (const [key, entry] of Object.entries(fields)) {
		entry.set(kept[key]);
		entry.input.disabled = !kept.may_write || (key === "segment_name" && Boolean(kept.name));
	}
	return fields;
}

function form(state) {
	const { host, fields, kept, conditions } = state;
	const save = actionButton(host.translate("Save"), () => keep(state), "wcrm-button-primary");
	const remove = actionButton(host.translate("Delete"), () => discard(state));
	return el(
		"div",
		{ class: "wcrm-card wcrm-form" },
		el(
			"div",
			{ class: "wcrm-grid" },
			Object.values(fields).map((entry) => entry.element)
		),
		el("h3", {}, host.translate("Customers of whom all of this is true")),
		conditions.element,
		state.notice,
		el(
			"div",
			{ class: "wcrm-steps" },
			kept.may_write && save,
			kept.may_write && kept.name && remove,
			actionButton(host.translate("All segments"), () => host.go(["customer-segments"]))
		)
	);
}

/** Count and show the first customers; an answer that was overtaken by a later change is dropped. */
async function preview(state) {
	const { host, found, conditions, fields } = state;
	const asked = conditions.values();
	const ticket = (state.ticket = Symbol("preview"));
	if (!asked.length) return fill(found, emptyState(host.translate("Add a condition to see who is found.")));
	let shown;
	try {
		const args = { conditions: asked, company: fields.company.value() };
		shown = foundCustomers(state, await host.call(`${SEGMENTS}.preview`, args, { post: true }));
	} catch (error) {
		shown = failure(host, error);
	}
	return state.ticket === ticket && fill(found, shown);
}

function foundCustomers({ host, live }, { count, rows }) {
	const title = host.translate("{0} customers", [host.format.number(count)]);
	live.textContent = title;
	const items = rows.map((row) => {
		const open = () => host.go(["customer-360", row.name]);
		return el(
			"li",
			{},
			actionButton(row.customer_name, open, "wcrm-link"),
			row.customer_name_ar && el("span", { dir: "auto" }, row.customer_name_ar),
			isolated(host.format.phone(row.mobile_no), "wcrm-muted")
		);
	});
	return el(
		"section",
		{ class: "wcrm-card" },
		el("h3", {}, title),
		count > rows.length && el("p", { class: "wcrm-muted" }, host.translate("The first of them:")),
		el("ul", { class: "wcrm-segment-customers" }, items)
	);
}

async function keep(state) {
	const { host, fields, kept, conditions, live } = state;
	const values = {
		company: fields.company.value(),
		description: fields.description.value(),
		conditions: conditions.values(),
	};
	if (!fields.segment_name.value()) {
		fields.segment_name.refuse(host.translate("Please write a name."));
		return fields.segment_name.input.focus();
	}
	try {
		const saved = kept.name
			? await host.call(`${SEGMENTS}.update`, { segment: kept.name, changes: values }, { post: true })
			: await host.call(
					`${SEGMENTS}.create`,
					{ segment_name: fields.segment_name.value(), ...values },
					{ post: true }
			  );
		live.textContent = host.translate("The segment is saved.");
		fill(state.notice, el("p", {}, live.textContent));
		return kept.name ? null : host.go(["customer-segments", saved.name]);
	} catch (error) {
		return fill(state.notice, failure(host, error));
	}
}

async function discard(state) {
	const { host, kept } = state;
	try {
		await host.call(`${SEGMENTS}.delete`, { segment: kept.name }, { post: true });
		return host.go(["customer-segments"]);
	} catch (error) {
		return fill(state.notice, failure(host, error));
	}
}
