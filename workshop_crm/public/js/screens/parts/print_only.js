// Printing one part of a page, without the desk around it.

/** Print `element` alone; the style sheet hides the rest of the page meanwhile. */
export function printOnly(element) {
	const { body } = document;
	const path = [];
	for (let part = element; part && part !== body; part = part.parentElement) path.push(part);
	element.classList.add("wcrm-printed");
	path.slice(1).forEach((part) => part.classList.add("wcrm-print-path"));
	body.classList.add("wcrm-printing");
	const done = () => {
		body.classList.remove("wcrm-printing");
		element.classList.remove("wcrm-printed");
		path.forEach((part) => part.classList.remove("wcrm-print-path"));
	};
	window.addEventListener("afterprint", done, { once: true });
	window.print();
}
