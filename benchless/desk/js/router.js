// Addresses of the desk, the same ones that ERPNext's desk has: /app/customer/Name, /app/query-report/Name, ...
import { slug } from "./dom.js";

const listeners = [];
let guard = null;

/** Call this with the new route whenever the address changes. */
export function onRoute(listener) {
	listeners.push(listener);
}

/** Ask this before leaving; it resolves to whether leaving is fine. */
export function setLeaveGuard(question) {
	guard = question;
}

/** Address of a route: ["Form", DocType, name], ["List", DocType], ["query-report", name], [page, ...]. */
export function address(route) {
	const [first, ...rest] = Array.isArray(route) ? route : [route];
	const path = { Form: formPath, List: (doctype) => [slug(doctype)], Workspaces: (name) => [slug(name)] }[
		first
	];
	return `/app/${(path ? path(...rest) : [first, ...rest]).map(encodeURIComponent).join("/")}`;
}

const formPath = (doctype, name) => [slug(doctype), name];

let presets = {};

/** Values that the next new form starts with; asking takes them. */
export function takePresets() {
	const values = presets;
	presets = {};
	return values;
}

/** Filters of a screen or workspace (rows or an object) as [field, operator, value]. */
export function asTriples(filters) {
	if (Array.isArray(filters)) return filters.map((row) => (row.length > 3 ? row.slice(1, 4) : row));
	return Object.entries(filters || {}).map(([field, value]) =>
		Array.isArray(value) ? [field, ...value] : [field, "=", value],
	);
}

/**
 * Go to a route. ["List", DocType, filters] opens a filtered list, ["Form", DocType, "new", values] a form
 * with these values; `options.replace` leaves no step to go back to.
 */
export async function go(route, options = {}) {
	if (guard && !(await guard())) return;
	guard = null;
	const last = typeof route.at(-1) === "object" ? route.at(-1) : null;
	const places = last ? route.slice(0, -1) : route;
	const filters = places[0] === "List" ? asTriples(last) : [];
	presets = places[0] === "Form" && last ? last : {};
	const query = filters.length ? `?filters=${encodeURIComponent(JSON.stringify(filters))}` : "";
	window.history[options.replace ? "replaceState" : "pushState"]({}, "", address(places) + query);
	announce();
}

/** The parts of the present address after /app. */
export function currentRoute() {
	return window.location.pathname.split("/").slice(2).filter(Boolean).map(decodeURIComponent);
}

/** Tell every listener where we are. */
export function announce() {
	listeners.forEach((listener) => listener(currentRoute()));
}

/** Follow links inside the desk without loading the page again. */
export function startRouter() {
	window.addEventListener("popstate", announce);
	document.addEventListener("click", (event) => {
		const link = event.target.closest?.('a[href^="/app"]');
		if (!link || link.target || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
		event.preventDefault();
		followLink(link.getAttribute("href"));
	});
	announce();
}

async function followLink(href) {
	if (guard && !(await guard())) return;
	guard = null;
	window.history.pushState({}, "", href);
	announce();
}
