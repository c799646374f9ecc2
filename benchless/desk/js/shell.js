// The frame around every view: sidebar, search, language and user menu.
import { debounce, fill, h, icon, slug } from "./dom.js";
import { translate } from "./format.js";
import { address, go } from "./router.js";
import { call } from "./server.js";

// What a workshop opens every day stands first; the rest is reached by search.
const DAILY = [
	"Customer",
	"Customer Division Account",
	"Customer Note",
	"Customer Import",
	"Contact",
	"Sales Invoice",
	"Item",
	"Company",
];
const PAGE_ICONS = { "customer-360": "user", "customer-registration": "plus", "customer-importer": "file" };
const DAILY_ICONS = {
	Customer: "users",
	Contact: "user",
	"Customer Note": "edit",
	"Customer Import": "file",
	Company: "layers",
};

/** Draw the frame; returns the element for views and `mark(route)`, which shows where we are. */
export function drawShell(root, boot) {
	const content = h("main", { class: "content", id: "content" });
	const crumbs = h("nav", { class: "crumbs", "aria-label": translate("Path") });
	const sidebar = drawSidebar(boot);
	const shade = h("div", { class: "shade", onclick: () => root.classList.remove("menu-open") });
	const opener = h(
		"button",
		{
			class: "icon-button menu-button",
			type: "button",
			"aria-label": translate("Menu"),
			onclick: () => root.classList.toggle("menu-open"),
		},
		icon("menu"),
	);
	const top = h("header", { class: "topbar" }, opener, crumbs, drawSearch(boot), drawUserMenu(boot));
	root.className = "desk";
	fill(root, sidebar, shade, h("div", { class: "page" }, top, content));
	const mark = (route) => {
		root.classList.remove("menu-open");
		markSidebar(sidebar, route);
		fill(crumbs, breadcrumbs(boot, route));
	};
	return { content, mark };
}

function drawSidebar(boot) {
	const entry = (route, name, label) =>
		h(
			"a",
			{ class: "nav-item", href: address(route), dataset: { first: address(route).split("/")[2] } },
			icon(name),
			h("span", {}, label),
		);
	const daily = DAILY.filter((doctype) => boot.doctypes[doctype]);
	const reports = Object.entries(boot.reports).filter(([, report]) => report.type === "Script Report");
	return h(
		"aside",
		{ class: "sidebar" },
		h(
			"a",
			{ class: "brand", href: "/app" },
			h("img", { src: "/assets/benchless/img/mark.svg", alt: "", width: 32, height: 32 }),
			h("span", {}, translate("Workshop CRM")),
		),
		h(
			"nav",
			{ "aria-label": translate("Main menu") },
			boot.workspaces.map((workspace) => entry(["Workspaces", workspace.name], "home", workspace.label)),
			Object.entries(boot.pages).map(([name, title]) => entry([name], PAGE_ICONS[name] || "layers", title)),
			h("h2", {}, translate("Documents")),
			daily.map((doctype) =>
				entry(["List", doctype], DAILY_ICONS[doctype] || "list", boot.doctypes[doctype].label),
			),
			reports.length ? h("h2", {}, translate("Reports")) : null,
			reports.map(([name, report]) => entry(["query-report", name], "chart", report.label)),
		),
	);
}

function markSidebar(sidebar, route) {
	for (const item of sidebar.querySelectorAll(".nav-item")) {
		const here =
			item.getAttribute("href") === `/app/${route.map(encodeURIComponent).join("/")}` ||
			(item.dataset.first === route[0] && route[0] !== "query-report");
		item.classList.toggle("active", here);
		here ? item.setAttribute("aria-current", "page") : item.removeAttribute("aria-current");
	}
}

function breadcrumbs(boot, [first, second]) {
	const doctype = Object.keys(boot.doctypes).find((name) => slug(name) === first);
	if (doctype && second) return h("a", { href: address(["List", doctype]) }, boot.doctypes[doctype].label);
	if (doctype) return h("span", {}, boot.doctypes[doctype].label);
	if (first === "query-report") return h("span", {}, translate("Report"));
	return h("span", {}, boot.pages[first] || "");
}

function drawSearch(boot) {
	const results = h("div", { class: "suggestions", role: "listbox", hidden: true });
	const input = h("input", {
		class: "input",
		type: "search",
		id: "navbar-search",
		placeholder: translate("Search or go to"),
		"aria-label": translate("Search or go to"),
		autocomplete: "off",
	});
	const close = () => (results.hidden = true);
	const show = async () => {
		const text = input.value.trim();
		if (!text) return close();
		const found = [...places(boot, text), ...(await customers(boot, text))].slice(0, 10);
		if (text !== input.value.trim()) return;
		fill(
			results,
			found.length
				? found.map((one) => suggestion(one, input, close))
				: h("p", { class: "hint" }, translate("Nothing found.")),
		);
		results.hidden = false;
	};
	input.addEventListener("input", debounce(200, show));
	input.addEventListener("keydown", (event) => {
		if (event.key === "Escape") close();
		if (event.key === "Enter") results.querySelector("a")?.click();
	});
	input.addEventListener("blur", () => setTimeout(close, 200));
	document.addEventListener("keydown", (event) => {
		if ((event.ctrlKey || event.metaKey) && event.key === "k") {
			event.preventDefault();
			input.focus();
		}
	});
	return h("div", { class: "search" }, icon("search", 16), input, results);
}

function suggestion({ label, hint, route }, input, close) {
	return h(
		"a",
		{
			class: "suggestion",
			role: "option",
			href: address(route),
			onclick: () => {
				input.value = "";
				close();
			},
		},
		h("b", {}, h("bdi", {}, label)),
		h("small", {}, hint),
	);
}

function places(boot, text) {
	const wanted = text.toLowerCase();
	const fits = (name, label) => name.toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted);
	const lists = Object.entries(boot.doctypes).filter(([name, { label }]) => fits(name, label));
	const pages = Object.entries(boot.pages).filter(([name, label]) => fits(name, label));
	const reports = Object.entries(boot.reports).filter(([name, { label }]) => fits(name, label));
	return [
		...pages.map(([name, label]) => ({ label, hint: translate("Page"), route: [name] })),
		...lists
			.slice(0, 5)
			.map(([name, { label }]) => ({ label, hint: translate("List"), route: ["List", name] })),
		...reports
			.slice(0, 3)
			.map(([name, { label }]) => ({ label, hint: translate("Report"), route: ["query-report", name] })),
	];
}

async function customers(boot, text) {
	if (!boot.doctypes.Customer || text.length < 2) return [];
	const rows = await call(
		"frappe.desk.search.search_link",
		{ doctype: "Customer", txt: text, page_length: 6 },
		{ quiet: true },
	).catch(() => []);
	return rows.map((row) => ({
		label: row.label || row.value,
		hint: row.description || row.value,
		route: ["Form", "Customer", row.value],
	}));
}

function drawUserMenu(boot) {
	const { user } = boot;
	const other = user.language === "ar" ? { code: "en", label: "English" } : { code: "ar", label: "العربية" };
	const switchLanguage = async () => {
		await call("benchless.web.desk_documents.choose_language", { language: other.code }, { post: true });
		window.location.reload();
	};
	const look = {
		class: "button subtle language-switch",
		type: "button",
		lang: other.code,
		onclick: switchLanguage,
	};
	return h(
		"div",
		{ class: "user-tools" },
		h("button", look, icon("globe", 16), h("span", {}, other.label)),
		personMenu(boot, user),
	);
}

function personMenu(boot, user) {
	const logout = async () => {
		await call("logout", {}, { post: true });
		window.location.href = "/login";
	};
	const words = user.full_name.split(/\s+/).slice(0, 2);
	const profile = h("a", { href: address(["Form", "User", user.name]) }, translate("My Profile"));
	const menu = [
		h("p", {}, h("b", {}, h("bdi", {}, user.full_name)), h("small", { dir: "ltr" }, user.name)),
		boot.doctypes.User ? profile : null,
		h("button", { type: "button", onclick: logout }, translate("Logout")),
	];
	const avatar = h("span", { class: "avatar" }, words.map((word) => word[0]).join(""));
	return h(
		"details",
		{ class: "user-menu" },
		h("summary", { "aria-label": user.full_name }, avatar),
		h("div", { class: "menu" }, menu),
	);
}
