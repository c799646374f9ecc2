// Asking the manager of another division for a customer whom one's own division does not know yet.

import { actionButton, el, fill } from "./dom.js";
import { field } from "./fields.js";
import { failure } from "./messages.js";

/** A line that opens to a reason and sends it; `send(reason)` resolves when the request is made. */
export function admissionRequest(host, send) {
	const reason = field(host.translate("Why does your division need this customer?"), {
		kind: "textarea",
		required: true,
		dir: "auto",
	});
	const notice = el("div", { role: "status" });
	const element = el("details", { class: "wcrm-more-fields" });
	const ask = actionButton(host.translate("Send the request"), async () => {
		if (!reason.value()) {
			reason.refuse(host.translate("Please fill in this field."));
			return reason.input.focus();
		}
		try {
			await send(reason.value());
		} catch (error) {
			return fill(notice, failure(host, error));
		}
		const told = host.translate("The request was sent. You will be told of the answer in your to-do list.");
		return fill(element, el("summary", {}, host.translate("Asked for admission")), el("p", {}, told));
	});
	element.append(
		el("summary", {}, host.translate("Ask for admission")),
		el("p", { class: "wcrm-hint" }, host.translate("A manager of the other division decides.")),
		reason.element,
		notice,
		el("div", { class: "wcrm-steps" }, ask)
	);
	return element;
}
