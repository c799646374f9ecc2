// Building the page: elements without markup strings, so that no text of a customer is ever read as HTML.

/**
 * Make an element. `attributes.on` holds listeners; null, undefined and false leave an attribute out.
 * Children are elements, texts, arrays of them, or nothing.
 */
export function el(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name === "on") listen(element, value);
		else if (value !== null && value !== undefined && value !== false) {
			element.setAttribute(name, value === true ? "" : value);
		}
	}
	element.append(...flatten(children));
	return element;
}

function listen(element, listeners) {
	for (const [event, listener] of Object.entries(listeners)) {
		element.addEventListener(event, listener);
	}
}

/** Nothing is shown for an absent child, nor for the 0 of an unticked check in `check && element`. */
function flatten(children) {
	const absent = [null, undefined, false, 0, ""];
	return children.flat(Infinity).filter((child) => !absent.includes(child));
}

/** Put new children in the place of the old ones. */
export function fill(element, ...children) {
	element.replaceChildren(...flatten(children));
	return element;
}

/** A fragment of the other direction (number, phone, amount) that must not disturb its surroundings. */
export function isolated(text, className) {
	return el("bdi", { class: className }, text);
}

/** A sentence whose phones, VINs and addresses keep their order, which a right-to-left line would turn round. */
export function withNumbersInOrder(text) {
	return text.replace(/[\w@.+-]*\d[\w@.+-]*(?: \d+)*/g, "\u2066$&\u2069");
}

/** The label of a stored option ("Suspended") in the viewer's language. */
export function optionLabel(host, value) {
	return value ? host.translate(value) : "";
}

/** A text that screen readers speak when it changes. */
export function liveRegion() {
	return el("p", { class: "wcrm-sr-only", "aria-live": "polite", role: "status" });
}

/** The root of a screen in the user's direction. */
export function screenRoot(host, name) {
	return el("div", {
		class: `wcrm wcrm-${name}`,
		dir: host.user.direction,
		lang: host.user.language,
	});
}

/** A button that runs an action; it is off while the action runs. */
export function actionButton(label, action, className = "") {
	const button = el("button", { type: "button", class: `wcrm-button ${className}` }, label);
	button.addEventListener("click", async () => {
		button.disabled = true;
		try {
			await action();
		} finally {
			button.disabled = false;
		}
	});
	return button;
}

/** The words of a text that was written in a rich editor. */
export function plainText(html) {
	return new DOMParser().parseFromString(html || "", "text/html").body.textContent.trim();
}

let lastId = 0;

/** An id for label and field that is unique on the page. */
export function newId(prefix) {
	lastId += 1;
	return `${prefix}-${lastId}`;
}

/** Call `action` once typing has paused for `wait` milliseconds. */
export function debounce(action, wait) {
	let timer = null;
	return (...args) => {
		clearTimeout(timer);
		timer = setTimeout(() => action(...args), wait);
	};
}
