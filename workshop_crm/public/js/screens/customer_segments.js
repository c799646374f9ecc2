// Customer segments: those kept so far, and one of them with its conditions, its count and first customers.

import { bulkPanel, latestActions, mayUseBulk } from "./parts/bulk_panel.js";
import { actionButton, debounce, el, fill, isolated, liveRegion, optionLabel, screenRoot } from "./parts/dom.js";
import { field, setChoices } from "./parts/fields.js";
import { emptyState, failure, showLoaded } from "./parts/messages.js";
import { namesFor } from "./parts/names.js";
import { conditionList } from "./parts/segment_conditions.js";

const SEGMENTS = "workshop_crm.api.v1.segments";
const COMPANIES = "workshop_crm.api.v1.divisions.companies";
const NEW = "new-segment";
const PAUSE = 400;
const EDITORS = ["Workshop Manager", "Workshop Marketing", "System Manager", "Administrator"];
const EXPORTERS = ["Workshop Manager", "Workshop Auditor", "System Manager", "Administrator"];

/** Put the screen into `element`. `show({ segment })` opens a segment, "new-segment" an empty one, else the list. */
export function mount(element, host) {
	const root = screenRoot(host, "segments");
	const screen = { host, root, live: liveRegion(), stop: () => {} };
	fill(element, root);
	return {
		show: ({ segment } = {}) => {
			screen.stop();
			return showLoaded(host, root, () => (segment ? editor(screen, segment) : overview(screen)), 6);
		},
		unmount: () => {
			screen.stop();
			root.remove();
		},
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
	const latest = mayUseBulk(host) ? latestActions(host) : null;
	screen.stop = latest ? latest.stop : () => {};
	return [
		mayWrite && el("div", { class: "wcrm-steps" }, add),
		list.children.length ? list : emptyState(host.translate("No segment is kept yet.")),
		more,
		latest && latest.element,
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
		row.last_counted_on && el("span", { class: "wcrm-badge wcrm-badge-blue" }, counted),
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
	state.bulk = el("div", {});
	const changed = debounce(() => preview(state), PAUSE);
	state.conditions = conditionList(host, facts, kept.conditions, kept.may_write, changed);
	state.fields.company.input.addEventListener("change", changed);
	preview(state);
	if (mayUseBulk(host)) offerBulk(screen, state);
	return [form(state), state.found, state.bulk, screen.live];
}

/** Actions are about what the screen shows, also while it is not saved. */
function offerBulk(screen, state) {
	const panel = bulkPanel(state.host, screen.root, () => sourceOf(state), state.kept.name);
	screen.stop = panel.stop;
	fill(state.bulk, panel.element);
	state.bulk.hidden = true;
}

function sourceOf({ kept, conditions, fields }) {
	const shown = { conditions: conditions.values(), company: fields.company.value() || null };
	const same =
		kept.name &&
		shown.company === (kept.company || null) &&
		JSON.stringify(shown.conditions) === JSON.stringify(kept.conditions);
	return same ? { segment: kept.name } : shown;
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
	if (!asked.length) {
		state.bulk.hidden = true;
		return fill(found, emptyState(host.translate("Add a condition to see who is found.")));
	}
	let shown;
	try {
		const args = { conditions: asked, company: fields.company.value() };
		const page = await host.call(`${SEGMENTS}.preview`, args, { post: true });
		if (state.ticket !== ticket) return null;
		state.asked = args;
		shown = foundCustomers(state, page);
	} catch (error) {
		shown = failure(host, error);
	}
	return state.ticket === ticket && fill(found, shown);
}

function foundCustomers(state, page) {
	const { host, live, kept } = state;
	const title = host.translate("{0} customers", [host.format.number(page.count)]);
	live.textContent = title;
	state.bulk.hidden = page.count === 0;
	const list = el("ul", { class: "wcrm-segment-customers" }, page.rows.map((row) => customerRow(host, row)));
	const more = el("div", { class: "wcrm-more" });
	offerMore(state, list, more, page);
	const address = `/api/method/${SEGMENTS}.as_file?segment=${encodeURIComponent(kept.name)}`;
	const mayExport = host.user.roles.some((role) => EXPORTERS.includes(role));
	const text = host.translate("Download as CSV");
	const download = el("a", { href: address, download: "", class: "wcrm-button" }, text);
	return el(
		"section",
		{ class: "wcrm-card wcrm-form" },
		el(
			"div",
			{ class: "wcrm-card-head" },
			el("h3", {}, title),
			mayExport && kept.name && page.count > 0 && "segment" in sourceOf(state) && download
		),
		page.count ? list : emptyState(host.translate("Nobody is found by these conditions.")),
		more
	);
}

function offerMore(state, list, more, page) {
	const { host } = state;
	const next = actionButton(host.translate("Show more"), async () => {
		try {
			const args = { ...state.asked, limit_start: page.next_start };
			const found = await host.call(`${SEGMENTS}.preview`, args, { post: true });
			list.append(...found.rows.map((row) => customerRow(host, row)));
			offerMore(state, list, more, found);
		} catch (error) {
			fill(more, failure(host, error));
		}
	});
	fill(more, page.has_more && next);
}

function customerRow(host, row) {
	const [first, second] = namesFor(host, row);
	return el(
		"li",
		{},
		el(
			"div",
			{ class: "wcrm-segment-names" },
			actionButton(first, () => host.go(["customer-360", row.name]), "wcrm-link"),
			second && isolated(second, "wcrm-muted")
		),
		isolated(host.format.phone(row.mobile_no)),
		isolated(row.customer_number || "", "wcrm-muted"),
		el(
			"span",
			{ class: "wcrm-segment-marks" },
			row.is_vip === 1 && el("span", { class: "wcrm-badge wcrm-badge-gold" }, host.translate("VIP")),
			row.lifecycle_stage && el("span", { class: "wcrm-badge" }, optionLabel(host, row.lifecycle_stage))
		)
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
		Object.assign(kept, { company: saved.company, conditions: saved.conditions });
		live.textContent = host.translate("The segment is saved.");
		fill(state.notice, el("p", {}, live.textContent));
		return kept.name ? preview(state) : host.go(["customer-segments", saved.name]);
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
