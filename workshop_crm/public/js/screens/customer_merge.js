// Merging two customers who are one person: likely pairs, the choice of two, the preview, what was merged.

import { customerField } from "./parts/customer_field.js";
import { actionButton, el, fill, liveRegion, screenRoot } from "./parts/dom.js";
import { mergeHistory } from "./parts/merge_history.js";
import { mergePairs } from "./parts/merge_pairs.js";
import { mergePreview } from "./parts/merge_preview.js";
import { showLoaded } from "./parts/messages.js";

const MERGES = "workshop_crm.api.v1.merges";
const CUSTOMER = "workshop_crm.api.v1.customers.get";

/** Put the screen into `element`. `show({ source, target })` opens a pair; with one of them it asks for the other. */
export function mount(element, host) {
	const root = screenRoot(host, "merge");
	const screen = { host, root, live: liveRegion() };
	fill(element, root);
	return {
		show: ({ source, target } = {}) =>
			source && target ? compare(screen, source, target) : start(screen, source),
		unmount: () => root.remove(),
	};
}

/** The start: choose two, or take one of the likely pairs; below it what was merged. */
function start(screen, source) {
	const { host, root, live } = screen;
	const open = (first, second) => host.go(["customer-merging", first, second]);
	fill(
		root,
		chooseTwo(screen, source, open),
		section(host.translate("Probably the same person"), mergePairs(host, live, open)),
		section(host.translate("Merged so far"), mergeHistory(host, live)),
		live
	);
}

function section(title, content) {
	return el("section", { class: "wcrm-merge-part" }, el("h3", {}, title), content);
}

function chooseTwo(screen, customer, open) {
	const { host } = screen;
	const source = customerField(host, host.translate("Customer who is taken out of use"));
	const target = customerField(host, host.translate("Customer who remains"));
	const check = () => {
		const missing = [source, target].filter((entry) => !entry.value());
		missing.forEach((entry) => entry.refuse(host.translate("Please choose a customer from the list.")));
		if (missing.length) return missing[0].input.focus();
		return open(source.value(), target.value());
	};
	if (customer) prefill(host, source, customer, target);
	return el(
		"form",
		{ class: "wcrm-card wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		el("div", { class: "wcrm-grid wcrm-merge-two" }, source.element, target.element),
		el("div", { class: "wcrm-steps" }, actionButton(host.translate("Compare"), check, "wcrm-button-primary"))
	);
}

async function prefill(host, field, customer, next) {
	try {
		field.choose(await host.call(CUSTOMER, { customer }));
		next.input.focus();
	} catch (error) {
		field.refuse(error.message);
	}
}

function compare(screen, source, target) {
	const { host, root, live } = screen;
	const actions = {
		back: () => host.go(["customer-merging"]),
		swap: () => host.go(["customer-merging", target, source]),
		merged: (merge) => merged(screen, merge),
	};
	return showLoaded(host, root, async () => {
		const preview = await host.call(`${MERGES}.preview`, { source, target });
		return [mergePreview(host, preview, actions), live];
	});
}

/** After the merge: where everything is now, and the way back. */
function merged({ host, root, live }, merge) {
	const customer = merge.target;
	live.textContent = host.translate("The two customers are one now.");
	fill(
		root,
		el(
			"section",
			{ class: "wcrm-card wcrm-form wcrm-merge-done" },
			el("h3", {}, host.translate("The two customers are one now.")),
			el(
				"p",
				{},
				host.translate("While nothing new is made for the customer who remains, this can be undone below.")
			),
			el(
				"div",
				{ class: "wcrm-steps" },
				actionButton(
					host.translate("Open the customer"),
					() => host.go(["customer-360", customer]),
					"wcrm-button-primary"
				),
				actionButton(host.translate("Merge others"), () => host.go(["customer-merging"]))
			)
		),
		section(host.translate("Merges of this customer"), mergeHistory(host, live, customer)),
		live
	);
}
