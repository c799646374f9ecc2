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
export function linkInput({ id, doctype, value, disabled, changed, filters = () => null, label = "" }) {
	const listId = `suggestions-${++counter}`;
	const list = h("div", { class: "suggestions", role: "listbox", id: listId, hidden: true });
	const input = h("input", {
		class: "input link-input",
		id,
		type: "text",
		value: value || "",
		disabled,
		autocomplete: "off",
		dir: "auto",
		role: "combobox",
		"aria-label": label || null,
		"aria-autocomplete": "list",
		"aria-expanded": "false",
		"aria-controls": listId,
	});
	const open = h(
		"a",
		{
			class: "open-link",
			href: value ? address(["Form", doctype, value]) : null,
			"aria-label": translate("Open {0}", [translate(doctype)]),
		},
		icon("external", 14),
	);
	let active = -1;
	const hide = () => {
		list.hidden = true;
		active = -1;
		input.setAttribute("aria-expanded", "false");
	};
	const choose = (name) => {
		input.value = name;
		open.toggleAttribute("href", false);
		if (name) open.setAttribute("href", address(["Form", doctype, name]));
		hide();
		changed(name);
	};
	const offer = async () => {
		const text = input.value.trim();
		const rows = await call(
			"frappe.desk.search.search_link",
			{ doctype, txt: text, filters: filters(), page_length: 10 },
			{ quiet: true },
		).catch(() => []);
		if (input.value.trim() !== text || document.activeElement !== input) return;
		active = -1;
		fill(
			list,
			rows.length
				? rows.map((row) => option(row, choose))
				: h("p", { class: "hint" }, translate("Nothing found.")),
		);
		list.hidden = false;
		input.setAttribute("aria-expanded", "true");
	};
	const mark = (step) => {
		const options = [...list.querySelectorAll(".suggestion")];
		if (!options.length) return;
		active = (active + step + options.length) % options.length;
		options.forEach((one, index) => one.setAttribute("aria-selected", String(index === active)));
		options[active].scrollIntoView({ block: "nearest" });
	};
	const onKey = (event) => {
		if (event.key === "ArrowDown" || event.key === "ArrowUp") {
			event.preventDefault();
			list.hidden ? offer() : mark(event.key === "ArrowDown" ? 1 : -1);
		} else if (event.key === "Enter" && !list.hidden) {
			event.preventDefault();
			list
				.querySelectorAll(".suggestion")
				[Math.max(active, 0)]?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
		} else if (event.key === "Escape") hide();
	};
	input.addEventListener("input", debounce(200, offer));
	input.addEventListener("focus", offer);
	input.addEventListener("keydown", onKey);
	input.addEventListener("change", () => changed(input.value.trim()));
	input.addEventListener("blur", () => setTimeout(hide, 150));
	return h("div", { class: "link-field" }, input, open, list);
}

function option(row, choose) {
	const pick = (event) => {
		event.preventDefault();
		choose(row.value);
	};
	return h(
		"div",
		{ class: "suggestion", role: "option", dataset: { value: row.value }, onmousedown: pick },
		h("b", {}, h("bdi", {}, row.label || row.value)),
		h(
			"small",
			{},
			row.label ? `${row.value}${row.description ? `, ${row.description}` : ""}` : row.description,
		),
	);
}
