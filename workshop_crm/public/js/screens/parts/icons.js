// Small line icons, drawn here so that both desks show the same ones.

const PATHS = {
	registration: "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14c.6-3 2.8-4.5 5.5-4.5s4.9 1.5 5.5 4.5",
	invoice: "M4 1.5h8v13l-2-1.3-2 1.3-2-1.3-2 1.3zM6 5h4M6 8h4",
	order: "M2 4.5 8 1.5l6 3v7l-6 3-6-3zM2 4.5l6 3 6-3M8 7.5v7",
	quotation: "M4 1.5h5.5L12.5 4.5v10H4zM9.5 1.5v3h3M6 8h4.5M6 11h4.5",
	payment: "M1.5 4h13v8h-13zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
	issue: "M8 1.5 15 14H1zM8 6v4M8 12v.1",
	account: "M2 14V6l6-4 6 4v8zM6.5 14v-4h3v4",
	note: "M3 2h10v8l-4 4H3zM13 10H9v4",
	message: "M1.5 3.5h13v9h-13zM1.5 4l6.5 5 6.5-5",
	comment: "M2 2.5h12v8.5H8l-3.5 3V11H2z",
	phone: "M4 1.5h2l1 3.5-1.5 1a8 8 0 0 0 4.5 4.5l1-1.5 3.5 1v2c0 1-1 1.5-2 1.5A11.5 11.5 0 0 1 2.5 3.5c0-1 .5-2 1.5-2z",
	measurement: "M1.5 10.5l9-9 4 4-9 9zM4 8l1.5 1.5M6 6l2 2M8 4l1.5 1.5",
	search: "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.7 10.7 14.5 14.5",
	alert: "M8 1.5 15 14H1zM8 6v4M8 12v.1",
	lock: "M3.5 7h9v7h-9zM5.5 7V4.5a2.5 2.5 0 0 1 5 0V7",
	vehicle: "M1.5 11V8l2-4h9l2 4v3zM1.5 8h13M4 13.5a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6zM12 13.5a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6z",
	document: "M4 1.5h5.5L12.5 4.5v10H4zM9.5 1.5v3h3M6 9.5l1.5 1.5 3-3.5",
	referral: "M5.5 7a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1 14c.4-3 2.2-4.5 4.5-4.5S9.6 11 10 14M11 5h4M13 3l2 2-2 2",
	warranty: "M8 1.5 13.5 3.5v4.3c0 3.4-2.4 5.5-5.5 6.7-3.1-1.2-5.5-3.3-5.5-6.7V3.5zM5.5 8l2 2 3-4",
	upload: "M8 11V2M4.5 5.5 8 2l3.5 3.5M2 11v3h12v-3",
	check: "M2.5 8.5 6 12l7.5-8",
};

/** The icon as an element that screen readers skip. */
export function icon(name) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	svg.setAttribute("viewBox", "0 0 16 16");
	svg.setAttribute("class", "wcrm-icon");
	svg.setAttribute("aria-hidden", "true");
	const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
	path.setAttribute("d", PATHS[name] || PATHS.comment);
	svg.append(path);
	return svg;
}
