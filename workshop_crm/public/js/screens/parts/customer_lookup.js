// Customers that match what is being typed, as a list under the field.

import { debounce, el, fill, isolated, liveRegion, newId } from "./dom.js";
import { foundNames, foundReason } from "./found_customer.js";

const SUGGEST = "workshop_crm.api.v1.customers.suggest";
const PAUSE = 180;

/**
 * Make `input` a search for customers.
 *
 * The list opens under the input; arrow keys move, Enter takes the marked one, Escape closes.
 * `options`: `minimum` (characters before the first search), `onPick(customer)`, `heading` (text above the
 * list), `onResults(customers)`. Returns `{ element, close() }`; `element` belongs right after the input.
 */
export function customerLookup(host, input, options) {
	const state = { host, input, options, marked: -1, customers: [], asked: "" };
	state.list = el("ul", { class: "wcrm-lookup", id: newId("wcrm-lookup"), role: "listbox", hidden: true });
	state.list.setAttribute("aria-label", host.translate("Customers found"));
	state.live = liveRegion();
	markAsCombobox(state);
	input.addEventListener(
		"input",
		debounce(() => search(state), PAUSE)
	);
	input.addEventListener("keydown", (event) => onKey(state, event));
	input.addEventListener("blur", () => setTimeout(() => close(state), 200));
	return {
		element: el("div", { class: "wcrm-lookup-place" }, state.list, state.live),
		close: () => close(state),
	};
}

function markAsCombobox({ input, list }) {
	input.setAttribute("role", "combobox");
	input.setAttribute("aria-controls", list.id);
	input.setAttribute("aria-expanded", "false");
	input.setAttribute("aria-autocomplete", "list");
}

async function search(state) {
	const text = state.input.value.trim();
	state.asked = text;
	if (text.length < state.options.minimum) return show(state, []);
	let customers = [];
	try {
		customers = await state.host.call(SUGGEST, { text }, { post: true });
	} catch (error) {
		state.live.textContent = error.message;
	}
	if (state.asked === text) show(state, customers);
}

function show(state, customers) {
	Object.assign(state, { customers, marked: -1 });
	fill(
		state.list,
		customers.length ? heading(state) : null,
		customers.map((customer, index) => option(state, customer, index))
	);
	setOpen(state, customers.length > 0);
	state.live.textContent = customers.length
		? state.host.translate("{0} customers found", [customers.length])
		: "";
	state.options.onResults?.(customers);
}

function heading({ options }) {
	return (
		options.heading && el("li", { class: "wcrm-lookup-heading", role: "presentation" }, options.heading)
	);
}

function option(state, customer, index) {
	return el(
		"li",
		{
			id: `${state.list.id}-${index}`,
			class: "wcrm-lookup-option",
			role: "option",
			"aria-selected": "false",
			on: { mousedown: (event) => event.preventDefault(), click: () => pick(state, index) },
		},
		el("span", { class: "wcrm-lookup-name" }, foundNames(state.host, customer)),
		el(
			"span",
			{ class: "wcrm-lookup-facts" },
			customer.mobile_no && isolated(state.host.format.phone(customer.mobile_no)),
			isolated(customer.customer_number || customer.name),
			foundReason(customer)
		)
	);
}

function onKey(state, event) {
	if (state.list.hidden) return;
	const moves = { ArrowDown: 1, ArrowUp: -1 };
	if (moves[event.key]) {
		event.preventDefault();
		mark(state, state.marked + moves[event.key]);
	} else if (event.key === "Enter" && state.marked >= 0) {
		event.preventDefault();
		event.stopImmediatePropagation();
		pick(state, state.marked);
	} else if (event.key === "Escape") {
		event.stopPropagation();
		close(state);
	}
}

function mark(state, wanted) {
	const options = [...state.list.querySelectorAll("[role=option]")];
	state.marked = (wanted + options.length) % options.length;
	options.forEach((element, index) =>
		element.setAttribute("aria-selected", String(index === state.marked))
	);
	const active = options[state.marked];
	state.input.setAttribute("aria-activedescendant", active.id);
	active.scrollIntoView({ block: "nearest" });
}

function pick(state, index) {
	close(state);
	state.options.onPick(state.customers[index]);
}

function setOpen(state, open) {
	state.list.hidden = !open;
	state.input.setAttribute("aria-expanded", String(open));
	if (!open) state.input.removeAttribute("aria-activedescendant");
}

function close(state) {
	state.asked = "";
	setOpen(state, false);
}
