// Doing one thing to the customers chosen in a list: choose the action, look, start, follow.

import { bulkForm } from "./parts/bulk_form.js";
import { bulkProgress } from "./parts/bulk_progress.js";
import { actionButton, el, fill, screenRoot } from "./parts/dom.js";
import { showLoaded } from "./parts/messages.js";

const BULK = "workshop_crm.api.v1.bulk";

/** Put the screen into `element`. `show({ customers, changed })` takes names; `changed()` is called at the end. */
export function mount(element, host) {
	const root = screenRoot(host, "bulk-chosen");
	const screen = { host, root, stop: () => {} };
	fill(element, root);
	return {
		show: ({ customers = [], changed = () => {} } = {}) =>
			choose(Object.assign(screen, { customers, changed })),
		unmount: () => {
			screen.stop();
			root.remove();
		},
	};
}

function choose(screen) {
	const { host, root, customers } = screen;
	return showLoaded(host, root, async () => {
		const actions = await host.call(`${BULK}.actions`);
		const count = host.translate("{0} customers are chosen.", [host.format.number(customers.length)]);
		return [
			el("p", {}, count),
			el(
				"div",
				{ class: "wcrm-bulk-choices" },
				actions.map((action) => actionButton(action.label, () => ask(screen, action)))
			),
		];
	});
}

function ask(screen, action) {
	const { host, root, customers } = screen;
	const form = bulkForm(host, action, { customers }, {
		cancel: () => choose(screen),
		started: (progress) => follow(screen, progress.name),
	});
	fill(root, el("h3", {}, action.label), form);
	form.querySelector("input, select, textarea")?.focus();
}

function follow(screen, name) {
	const progress = bulkProgress(screen.host, name, screen.changed);
	screen.stop = progress.stop;
	const another = actionButton(screen.host.translate("Do something else"), () => {
		screen.stop();
		choose(screen);
	});
	fill(screen.root, progress.element, el("div", { class: "wcrm-steps" }, another));
}
