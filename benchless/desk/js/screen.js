// Own screens of the app: plain modules that export mount(element, host), mounted by the page's own adapter.
import { fill, h } from "./dom.js";
import { format, translate } from "./format.js";
import { currentRoute, go } from "./router.js";
import { call } from "./server.js";

/** Everything a screen may use of its desk. Screens show refusals themselves. */
export function hostFor(boot) {
	const { name, language, direction, roles } = boot.user;
	const quiet = (method, args, options = {}) => call(method, args, { ...options, quiet: true });
	return { call: quiet, translate, format, go, user: { name, language, direction, roles } };
}

/** Run the adapter of a page, the ten lines that a bench runs too. Returns what unmounts its screen. */
export async function showScreen(place, boot, page) {
	document.title = boot.pages[page];
	const wrapper = h("div", { class: "screen", dataset: { screen: page } });
	fill(place, wrapper);
	const events = { [page]: {} };
	const frappe = {
		pages: events,
		require: (_bundle, done) => done(),
		get_route: () => [page, ...currentRoute().slice(1)],
	};
	const screens = { mountInPage: (element, name, title) => mountModule(element, name, title, boot) };
	const script = await call("benchless.web.desk.page_script", { name: page });
	new Function("frappe", "workshop_crm", "__", script)(frappe, { screens }, translate);
	events[page].on_page_load(wrapper);
	await events[page].on_page_show?.(wrapper);
	return async () => (await wrapper.screen)?.unmount?.();
}

async function mountModule(wrapper, name, title, boot) {
	const element = h("div", {});
	fill(wrapper, h("h1", { class: "page-title" }, title), element);
	const module = await import(`/assets/workshop_crm/js/screens/${name}.js`);
	return module.mount(element, hostFor(boot));
}
