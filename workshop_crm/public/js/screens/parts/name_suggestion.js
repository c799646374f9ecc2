// Suggesting a name in the other script, without ever overwriting what was typed.

import { debounce } from "./dom.js";

const SUGGEST = "workshop_crm.api.v1.customers.suggest_name";
const PAUSE = 300;

/** Fill `other` with a suggestion for the name in `typed` as long as nobody has written there himself. */
export function suggestOtherScript(host, typed, other) {
	const state = { host, typed, other, own: false };
	typed.input.addEventListener(
		"input",
		debounce(() => suggest(state), PAUSE)
	);
	other.input.addEventListener("input", () => {
		state.own = Boolean(other.value());
		other.element.classList.remove("wcrm-field-suggested");
	});
}

async function suggest(state) {
	const { host, typed, other } = state;
	const text = typed.value();
	if (state.own) return;
	const suggestion = text.length > 1 ? await asked(host, text) : "";
	if (state.own || typed.value() !== text) return;
	other.set(suggestion);
	other.element.classList.toggle("wcrm-field-suggested", Boolean(suggestion));
	other.input.title = suggestion
		? host.translate("Suggested from the other script. You can change it.")
		: "";
}

/** A suggestion is a convenience: without an answer the field just stays empty. */
async function asked(host, text) {
	try {
		const answer = await host.call(SUGGEST, { text });
		return answer.suggestion || "";
	} catch {
		return "";
	}
}
