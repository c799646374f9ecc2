// A dialog over the page: keeps the focus inside, closes with Escape, and gives the focus back.

import { el, newId } from "./dom.js";

/**
 * Open a dialog inside `place`, so that it takes the screen's colours and direction.
 * `build(close)` returns its content. Returns `close`.
 */
export function openDialog(host, place, title, build) {
	const id = newId("wcrm-dialog");
	const opener = document.activeElement;
	const dialog = el("dialog", { class: "wcrm-dialog", "aria-labelledby": id });
	const close = () => dialog.close();
	const cross = el(
		"button",
		{
			type: "button",
			class: "wcrm-dialog-close",
			"aria-label": host.translate("Close"),
			on: { click: close },
		},
		"×"
	);
	dialog.append(
		el("header", { class: "wcrm-card-head" }, el("h3", { id, dir: "auto" }, title), cross),
		el("div", { class: "wcrm-dialog-body" }, build(close))
	);
	dialog.addEventListener("close", () => {
		dialog.remove();
		opener?.focus?.();
	});
	place.append(dialog);
	dialog.showModal();
	dialog.querySelector("input, select, textarea")?.focus();
	return close;
}
