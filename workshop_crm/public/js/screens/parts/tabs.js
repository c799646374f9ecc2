// Tabs with the keyboard behaviour of the WAI-ARIA pattern; a panel is built when it is first opened.

import { el, newId } from "./dom.js";

/**
 * `entries` is a list of `[key, label, build, count]`; `build()` returns the panel's element.
 * Returns `{ element, open(key), count(key, number) }`.
 */
export function tabs(label, entries) {
	const state = { base: newId("wcrm-tab"), built: new Set() };
	state.items = entries.map(([key, text, build, count]) => item(state, key, text, build, count));
	const list = el("div", { class: "wcrm-tabs", role: "tablist", "aria-label": label });
	list.append(...state.items.map(({ tab }) => tab));
	list.addEventListener("keydown", (event) => onKey(state, list, event));
	select(state, state.items[0]);
	return {
		element: el(
			"section",
			{ class: "wcrm-tabbed" },
			list,
			state.items.map(({ panel }) => panel)
		),
		open: (key) => {
			const wanted = state.items.find((entry) => entry.key === key);
			if (!wanted) return;
			select(state, wanted);
			wanted.panel.querySelector("input, textarea, select")?.focus();
		},
		count: (key, number) =>
			showCount(
				state.items.find((entry) => entry.key === key),
				number
			),
	};
}

function item(state, key, text, build, count) {
	const id = `${state.base}-${key}`;
	const tab = el(
		"button",
		{ id, type: "button", role: "tab", class: "wcrm-tab", "aria-controls": `${id}-panel` },
		text
	);
	const panel = el("div", {
		id: `${id}-panel`,
		role: "tabpanel",
		class: "wcrm-panel",
		"aria-labelledby": id,
	});
	const entry = { key, tab, panel, build };
	showCount(entry, count);
	tab.addEventListener("click", () => select(state, entry));
	return entry;
}

function showCount({ tab }, number) {
	tab.querySelector(".wcrm-count")?.remove();
	if (number) tab.append(el("span", { class: "wcrm-count" }, String(number)));
}

function select(state, chosen) {
	for (const entry of state.items) {
		const active = entry === chosen;
		entry.tab.setAttribute("aria-selected", String(active));
		entry.tab.tabIndex = active ? 0 : -1;
		entry.panel.hidden = !active;
	}
	if (!state.built.has(chosen.key)) {
		state.built.add(chosen.key);
		chosen.panel.append(chosen.build());
	}
}

function onKey(state, list, event) {
	const forward = getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
	const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
	const current = state.items.findIndex(({ tab }) => tab === document.activeElement);
	const last = state.items.length - 1;
	const targets = { [forward]: current + 1, [backward]: current - 1, Home: 0, End: last };
	if (current < 0 || !(event.key in targets)) return;
	event.preventDefault();
	const wanted = state.items[(targets[event.key] + state.items.length) % state.items.length];
	select(state, wanted);
	wanted.tab.focus();
}
