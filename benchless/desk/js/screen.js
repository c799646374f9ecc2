// Own screens of the app: plain modules that export mount(element, host).
import { fill, h } from "./dom.js";
import { format, translate } from "./format.js";
import { go } from "./router.js";
import { call } from "./server.js";

/** Everything a screen may use of its desk. */
export function hostFor(boot) {
	const { name, language, direction, roles } = boot.user;
	return { call, translate, format, go, user: { name, language, direction, roles } };
}

/** Mount the screen of a page; its module has the page's name with underscores. Returns its unmount. */
export async function showScreen(place, boot, page, params) {
	document.title = boot.pages[page];
	const element = h("div", { class: "screen", dataset: { screen: page } });
	fill(place, element);
	const module = await import(`/assets/workshop_crm/js/screens/${page.replace(/-/g, "_")}.js`);
	const mounted = await module.mount(element, hostFor(boot));
	await mounted?.show?.(params);
	return () => mounted?.unmount?.();
}
