// Toasts, dialogs and questions.
import { h, icon } from "./dom.js";
import { translate } from "./format.js";

const INDICATORS = { green: "good", red: "bad", orange: "warn", yellow: "warn", blue: "info" };

/** Show a short text that goes away by itself. */
export function toast(text, kind = "info") {
	const note = h("div", { class: `toast ${kind}`, role: "status" }, text);
	document.getElementById("toasts").append(note);
	setTimeout(() => note.remove(), 5000);
}

/** Show what `frappe.msgprint` left behind: alerts as toasts, the rest as one dialog. */
export function showMessages(messages) {
	const alerts = messages.filter((message) => message.alert);
	alerts.forEach((message) => toast(plainText(message.message), INDICATORS[message.indicator] || "info"));
	const rest = messages.filter((message) => !message.alert);
	if (rest.length)
		showDialog(
			rest[0].title || translate("Message"),
			rest.map((m) => safeHtml(m.message)),
		);
}

/** Show a refusal in a dialog, in the server's own words. */
export function showError(error) {
	const messages = error.messages?.length ? error.messages : [{ message: fallback(error) }];
	const title = messages.at(-1).title || titleOf(error);
	showDialog(
		title,
		messages.map((message) => safeHtml(message.message)),
		{ kind: "bad" },
	);
}

function fallback(error) {
	if (error.status === 403) return translate("You do not have enough permissions to complete the action");
	if (error.status === 404) return translate("The resource you are looking for is not available");
	if (!error.status) return translate("The server does not answer.");
	return translate("Something went wrong on the server.");
}

function titleOf(error) {
	return error.status === 403 ? translate("Not Permitted") : translate("Message");
}

/** The text of a piece of HTML. */
export const plainText = (text) =>
	new DOMParser().parseFromString(String(text), "text/html").body.textContent.trim();

const KEPT_TAGS = new Set([
	"B",
	"STRONG",
	"I",
	"EM",
	"BR",
	"P",
	"UL",
	"OL",
	"LI",
	"A",
	"DIV",
	"SPAN",
	"DETAILS",
	"SUMMARY",
	"CODE",
	"BDI",
	"TABLE",
	"TBODY",
	"THEAD",
	"TR",
	"TD",
	"TH",
]);

/** Turn the server's HTML into nodes, keeping plain mark-up only. */
export function safeHtml(text) {
	const body = new DOMParser().parseFromString(String(text ?? ""), "text/html").body;
	for (const element of [...body.querySelectorAll("*")]) {
		if (!KEPT_TAGS.has(element.tagName)) {
			element.replaceWith(...element.childNodes);
			continue;
		}
		for (const { name, value } of [...element.attributes]) {
			if (!(name === "href" && /^(\/|https?:)/.test(value))) element.removeAttribute(name);
		}
	}
	return h("div", { class: "message-text", dir: "auto" }, ...body.childNodes);
}

/** Open a dialog with a title, content and buttons of the form [label, kind, action]. Returns its element. */
export function showDialog(title, content, { kind = "", actions = null, wide = false } = {}) {
	const close = () => {
		dialog.close();
		dialog.remove();
	};
	const buttons = (actions || [[translate("Close"), "", null]]).map(([label, look, action]) =>
		h(
			"button",
			{
				class: `button ${look}`,
				type: "button",
				onclick: async () => (await action?.()) !== false && close(),
			},
			label,
		),
	);
	const dialog = h(
		"dialog",
		{ class: `dialog ${kind} ${wide ? "wide" : ""}`, "aria-label": title, onclose: () => dialog.remove() },
		h(
			"header",
			{},
			h("h2", {}, title),
			h(
				"button",
				{ class: "icon-button", type: "button", "aria-label": translate("Close"), onclick: close },
				icon("close"),
			),
		),
		h("div", { class: "dialog-body msgprint" }, content),
		h("footer", {}, buttons),
	);
	document.body.append(dialog);
	dialog.showModal();
	return dialog;
}

/** Ask a yes-or-no question; resolves to the answer. */
export function confirm(question, yes = translate("Yes")) {
	return new Promise((resolve) => {
		const dialog = showDialog(translate("Confirm"), h("p", {}, question), {
			actions: [
				[translate("No"), "", () => resolve(false)],
				[yes, "primary", () => resolve(true)],
			],
		});
		dialog.addEventListener("close", () => resolve(false));
	});
}
