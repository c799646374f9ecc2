// Customer 360: one customer on one page, over every division the viewer may see.

import { customerLookup } from "./parts/customer_lookup.js";
import { divisionsWith } from "./parts/division_choice.js";
import { divisionsPanel } from "./parts/divisions_panel.js";
import { documentsPanel } from "./parts/documents_panel.js";
import { el, fill, liveRegion, newId, screenRoot } from "./parts/dom.js";
import { icon } from "./parts/icons.js";
import { lifetimePanel } from "./parts/lifetime_panel.js";
import { measurementsPanel } from "./parts/measurements_panel.js";
import { showLoaded } from "./parts/messages.js";
import { notesPanel } from "./parts/notes_panel.js";
import { alertBars, overviewHeader } from "./parts/overview_header.js";
import { projectsPanel } from "./parts/projects_panel.js";
import { purchasesPanel } from "./parts/purchases_panel.js";
import { tabs } from "./parts/tabs.js";
import { openTakeaway } from "./parts/takeaway_form.js";
import { timelinePanel } from "./parts/timeline_panel.js";
import { verificationPanel } from "./parts/verification_panel.js";
import { vehiclesPanel } from "./parts/vehicles_panel.js";
import { warrantiesPanel } from "./parts/warranties_panel.js";

const OVERVIEW = "workshop_crm.api.v1.customers.overview";

/** Put the screen into `element`. `show({ customer, tab })` opens a customer; without one it offers the search. */
export function mount(element, host) {
	const root = screenRoot(host, "customer-360");
	const screen = { host, root, customer: null, live: liveRegion() };
	fill(element, root);
	showSearch(screen);
	return {
		show: ({ customer, tab } = {}) => open(screen, customer, tab),
		unmount: () => root.remove(),
	};
}

async function open(screen, customer, tab) {
	screen.customer = customer || null;
	if (!customer) return showSearch(screen);
	await load(screen);
	if (tab && screen.customer === customer) screen.openTab?.(tab);
}

function showSearch({ host, root }) {
	const id = newId("wcrm-search");
	const input = el("input", {
		id,
		type: "search",
		class: "wcrm-search-input",
		autocomplete: "off",
		placeholder: host.translate("Name, phone, plate or number"),
	});
	const lookup = customerLookup(host, input, {
		minimum: 2,
		onPick: (customer) => host.go(["customer-360", customer.name]),
	});
	fill(
		root,
		el(
			"section",
			{ class: "wcrm-search-page" },
			el("label", { for: id, class: "wcrm-search-title" }, host.translate("Find a customer")),
			el("div", { class: "wcrm-search-box" }, icon("search"), input, lookup.element)
		)
	);
	input.focus();
}

async function load(screen) {
	const { host, root, customer } = screen;
	await showLoaded(host, root, async () => page(screen, await host.call(OVERVIEW, { customer })), 8);
}

/** The whole page for one overview; the header and alerts are replaced when a note changes them. */
function page(screen, overview) {
	const { host } = screen;
	const top = el("div", {}, topOf(screen, overview));
	const refreshTop = async () => {
		const fresh = await host.call(OVERVIEW, { customer: screen.customer });
		fill(top, topOf(screen, fresh));
		panels.count("notes", fresh.notes.length);
	};
	const panels = tabs(
		host.translate("Parts of the customer's page"),
		tabEntries(screen, overview, refreshTop, (key) => (number) => panels.count(key, number))
	);
	screen.openTab = panels.open;
	return [top, panels.element, screen.live];
}

/** `counted(key)` is the function that a panel tells how many things it holds. */
function tabEntries({ host, customer }, overview, noteAdded, counted) {
	const { divisions, notes, may, things } = overview;
	const vehicles = () => vehiclesPanel(host, customer, counted("vehicles"));
	return [
		["timeline", host.translate("Timeline"), () => timelinePanel(host, customer)],
		may.purchases && [
			"purchases",
			host.translate("Purchases"),
			() => purchasesPanel(host, customer, overview),
		],
		["vehicles", host.translate("Vehicles"), vehicles, things],
		...featureTabs(host, customer, overview),
		may.documents && [
			"documents",
			host.translate("Documents"),
			() => documentsPanel(host, overview, counted("documents")),
			overview.documents,
		],
		may.verification && [
			"verification",
			host.translate("Verification"),
			() => verificationPanel(host, customer),
		],
		["divisions", host.translate("Divisions"), () => divisionsPanel(host, overview), divisions.length],
		["notes", host.translate("Notes"), () => notesPanel(host, overview, noteAdded), notes.length],
	].filter(Boolean);
}

/** Parts that only some divisions have: none of them where the customer's divisions have switched it off. */
function featureTabs(host, customer, overview) {
	const { divisions, may } = overview;
	const measuring = may.measurements ? divisionsWith(divisions, "measurements") : [];
	const quoting = may.projects ? divisionsWith(divisions, "project_quotes") : [];
	const covering = divisionsWith(divisions, "warranties");
	return [
		quoting.length && [
			"projects",
			host.translate("Projects"),
			() => projectsPanel(host, customer, quoting),
		],
		covering.length && [
			"warranties",
			host.translate("Warranties"),
			() => warrantiesPanel(host, customer, covering),
		],
		measuring.length && [
			"measurements",
			host.translate("Measurements"),
			() => measurementsPanel(host, overview, measuring),
		],
	];
}

function topOf(screen, overview) {
	const { host } = screen;
	return [
		alertBars(host, overview),
		overviewHeader(host, overview, {
			addNote: () => screen.openTab("notes"),
			takeaway: takeawayAction(screen, overview),
		}),
		lifetimePanel(host, overview.lifetime),
	];
}

/** Opens the form of a takeaway order; none where no division of the customer offers it. */
function takeawayAction({ host, root, live }, { header, divisions, may }) {
	const serving = may.sales_order ? divisionsWith(divisions, "takeaway") : [];
	const taken = (text) => {
		live.textContent = text;
	};
	return serving.length ? () => openTakeaway({ host, element: root, taken }, header.name, serving) : null;
}
