// Building elements, icons, and small timing aids.

/**
 * Make an element. Attributes that start with "on" are listeners, `class` and `dataset` are understood, and
 * null, undefined or false leave an attribute out. Children are nodes, texts or nested lists of them.
 */
export function h(tag, attributes = {}, ...children) {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes || {})) {
		if (value === null || value === undefined || value === false) continue;
		if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
		else if (name === "dataset") Object.assign(element.dataset, value);
		else if (name === "value") element.value = value;
		else element.setAttribute(name, value === true ? "" : value);
	}
	element.append(
		...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
	);
	return element;
}

const ICONS = {
	home: "M3 11l9-8 9 8M5 10v10h14V10",
	list: "M8 6h13M8 12h13M8 18h13M3.500 6h.01M3.500 12h.01M3.500 18h.01",
	users:
		"M16 20v-1.500a4 4 0 0 0-4-4H7a4 4 0 0 0-4 4V20M9.500 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7M21 20v-1.500a4 4 0 0 0-3-3.870M15.500 4.130a3.500 3.500 0 0 1 0 6.740",
	user: "M19 20v-1.500a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4V20M12 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7",
	search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14M20 20l-4-4",
	plus: "M12 5v14M5 12h14",
	filter: "M4 5h16l-6 8v6l-4-2v-4z",
	close: "M6 6l12 12M18 6L6 18",
	menu: "M4 6h16M4 12h16M4 18h16",
	chevron: "M9 6l6 6-6 6",
	down: "M6 9l6 6 6-6",
	chart: "M4 20V10M10 20V4M16 20v-7M21 20H3",
	globe:
		"M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M3 12h18M12 3c5 5.500 5 12.500 0 18M12 3c-5 5.500-5 12.500 0 18",
	edit: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
	trash: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
	refresh: "M20 11a8 8 0 1 0-2 6M20 4v7h-7",
	check: "M5 13l4 4L19 7",
	external: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
	file: "M6 3h8l5 5v13H6zM14 3v5h5",
	layers: "M12 3l9 5-9 5-9-5zM3 13l9 5 9-5",
	settings:
		"M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 3v3M12 18v3M3 12h3M18 12h3M5.600 5.600l2.100 2.100M16.300 16.300l2.100 2.100M5.600 18.400l2.100-2.100M16.300 7.700l2.100-2.100",
};

/** Return one of the desk's line icons as an SVG element. */
export function icon(name, size = 18) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	const attributes = {
		viewBox: "0 0 24 24",
		width: size,
		height: size,
		"aria-hidden": "true",
		class: `icon icon-${name}`,
	};
	for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
	const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
	path.setAttribute("d", ICONS[name] || ICONS.file);
	svg.append(path);
	return svg;
}

/** Put off calls until there has been none for this many milliseconds. */
export function debounce(wait, work) {
	let timer;
	return (...args) => {
		clearTimeout(timer);
		timer = setTimeout(() => work(...args), wait);
	};
}

/** Replace everything an element holds. */
export function fill(element, ...children) {
	element.replaceChildren(
		...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false),
	);
	return element;
}

/** The name of a DocType or workspace as it stands in an address. */
export const slug = (name) => name.toLowerCase().replace(/ /g, "-");
