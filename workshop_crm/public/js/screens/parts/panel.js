// The frame of a panel that loads its content, and loads it again after each change.

import { el, liveRegion } from "./dom.js";
import { showLoaded } from "./messages.js";

/**
 * A panel with `values`, `element`, `reload()` and `saved(text)`, which tells `text` and reloads.
 * `load(panel)` resolves to the content.
 */
export function reloadingPanel(host, values, load, className) {
	const panel = { host, ...values, place: el("div", {}), live: liveRegion() };
	panel.element = el("div", { class: className }, panel.place, panel.live);
	panel.reload = () => showLoaded(host, panel.place, () => load(panel));
	panel.saved = (text) => {
		panel.live.textContent = text;
		return panel.reload();
	};
	return panel;
}
