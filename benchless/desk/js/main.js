// Starts the desk: reads the boot record, draws the frame, shows the view of the address.
import { fill, h, slug } from "./dom.js";
import { setUpFormats, translate } from "./format.js";
import { announce, go, onRoute, startRouter } from "./router.js";
import { drawShell } from "./shell.js";
import { showForm } from "./form.js";
import { showList } from "./list.js";
import { showReport } from "./report.js";
import { showScreen } from "./screen.js";
import { showWorkspace } from "./workspace.js";

const boot = JSON.parse(document.getElementById("boot").textContent);
setUpFormats(boot);
const shell = drawShell(document.getElementById("desk"), boot);
let leaveView = null;
let visit = 0;

const doctypeOf = (name) => Object.keys(boot.doctypes).find((doctype) => slug(doctype) === name);
const workspaceOf = (name) => boot.workspaces.find((workspace) => slug(workspace.name) === name);

/** Choose the view of a route: a function that draws it into an element. */
function viewOf([first, second, ...rest]) {
	if (!first) return homeView();
	if (first === "query-report" && second) return (place) => showReport(place, boot, second);
	const doctype = doctypeOf(first);
	if (doctype) return documentView(doctype, second, rest);
	if (first in boot.pages)
		return (place) => showScreen(place, boot, first, [second, ...rest].filter(Boolean));
	const workspace = workspaceOf(first);
	return workspace && ((place) => showWorkspace(place, boot, workspace));
}

function homeView() {
	const own =
		boot.workspaces.find((workspace) => workspace.name === "Customer Management") || boot.workspaces[0];
	if (own) return (place) => showWorkspace(place, boot, own);
	return (place) => fill(place, h("p", { class: "empty" }, translate("Choose something from the menu.")));
}

function documentView(doctype, second, rest) {
	if (boot.doctypes[doctype].single) return (place) => showForm(place, boot, doctype, doctype);
	if (!second || second === "view") return (place) => showList(place, boot, doctype);
	const name =
		second.startsWith("new") && (second === "new" || second.startsWith(`new-${slug(doctype)}`))
			? ""
			: [second, ...rest].join("/");
	return (place) => showForm(place, boot, doctype, name);
}

onRoute(async (route) => {
	const mine = ++visit;
	leaveView?.();
	leaveView = null;
	shell.mark(route);
	const place = h("div", { class: "view" });
	fill(shell.content, place);
	window.scrollTo(0, 0);
	const view = viewOf(route);
	if (!view) {
		fill(
			place,
			h(
				"div",
				{ class: "empty" },
				h("h2", {}, translate("Not Found")),
				translate("The resource you are looking for is not available"),
			),
		);
		return;
	}
	try {
		const leave = await view(place);
		if (mine === visit) leaveView = leave;
		else leave?.();
	} catch (error) {
		if (mine === visit) fill(place, h("p", { class: "empty" }, error.message));
		if (!error.status) console.error(error);
	}
	document.body.dataset.ready = route.join("/") || "home";
});

window.addEventListener("desk-reload", announce);
window.addEventListener("desk-go", (event) => go(event.detail));
startRouter();
