// A link field: completes names while typing, opens the linked document.
import { debounce, fill, h, icon } from "./dom.js";
import { translate } from "./format.js";
import { address } from "./router.js";
import { call } from "./server.js";

let counter = 0;

/**
 * Draw a link input for a DocType; `changed(value)` is called with a chosen or typed name.
 * `filters()` may narrow what is offered.
 */
export function linkInput(options) {
	return new LinkInput(options).element;
}

class LinkInput {
	constructor({ id, doctype, value, changed, filters = () => null, label = "" }) {
		Object.assign(this, { doctype, changed, filters, active: -1 });
		const listId = `suggestions-${++counter}`;
		this.list = h("div", { class: "suggestions", role: "listbox", id: listId, hidden: true });
		this.input = h("input", {
			class: "input link-input",
			id,
			type: "text",
			value: value || "",
			autocomplete: "off",
			dir: "auto",
			role: "combobox",
			"aria-label": label || null,
			"aria-autocomplete": "list",
			"aria-expanded": "false",
			"aria-controls": listId,
			oninput: debounce(200, () => this.offer()),
			onfocus: () => this.offer(),
			onkeydown: (event) => this.onKey(event),
			onchange: () => this.changed(this.input.value.trim()),
			onblur: () => setTimeout(() => this.hide(), 150),
		});
		this.open = h(
			"a",
			{ class: "open-link", "aria-label": translate("Open {0}", [translate(doctype)]) },
			icon("external", 14),
		);
		this.pointTo(value);
		this.element = h("div", { class: "link-field" }, this.input, this.open, this.list);
	}

	pointTo(name) {
		if (name) this.open.setAttribute("href", address(["Form", this.doctype, name]));
		else this.open.removeAttribute("href");
	}

	show(shown) {
		this.list.hidden = !shown;
		this.active = -1;
		this.input.setAttribute("aria-expanded", String(shown));
	}

	hide() {
		this.show(false);
	}

	choose(name) {
		this.input.value = name;
		this.pointTo(name);
		this.hide();
		this.changed(name);
	}

	async offer() {
		const text = this.input.value.trim();
		const args = { doctype: this.doctype, txt: text, filters: this.filters(), page_length: 10 };
		const rows = await call("frappe.desk.search.search_link", args, { quiet: true }).catch(() => []);
		if (this.input.value.trim() !== text || document.activeElement !== this.input) return;
		const found = rows.map((row) => option(row, (name) => this.choose(name)));
		fill(this.list, found.length ? found : h("p", { class: "hint" }, translate("Nothing found.")));
		this.show(true);
	}

	onKey(event) {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (step) {
			event.preventDefault();
			this.list.hidden ? this.offer() : this.mark(step);
		} else if (event.key === "Enter" && !this.list.hidden) {
			event.preventDefault();
			const options = this.list.querySelectorAll(".suggestion");
			if (options.length) this.choose(options[Math.max(this.active, 0)].dataset.value);
		} else if (event.key === "Escape") this.hide();
	}

	mark(step) {
		const options = [...this.list.querySelectorAll(".suggestion")];
		if (!options.length) return;
		this.active = (this.active + step + options.length) % options.length;
		options.forEach((one, index) => one.setAttribute("aria-selected", String(index === this.active)));
		options[this.active].scrollIntoView({ block: "nearest" });
	}
}

function option(row, choose) {
	const pick = (event) => {
		event.preventDefault();
		choose(row.value);
	};
	const hint = row.label ? [row.value, row.description].filter(Boolean).join(", ") : row.description;
	return h(
		"div",
		{ class: "suggestion", role: "option", dataset: { value: row.value }, onmousedown: pick },
		h("b", {}, h("bdi", {}, row.label || row.value)),
		h("small", {}, hint),
	);
}
