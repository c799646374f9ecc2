// The desk's search bar also offers customers: by name in either script, phone, plate, invoice or number.

const SUGGEST = "workshop_crm.api.v1.customers.suggest";
const PAUSE = 220;
const FEWEST = 2;
const MOST = 5;
// Above the bar's own offers to open lists and records of that name.
const PLACE = 110;

$(document).on("toolbar_setup", () => {
	const input = document.querySelector("#navbar-search");
	if (!input || !frappe.model.can_read("Customer")) return;
	let asked = "";
	const offer = frappe.utils.debounce(async () => {
		const text = input.value.trim();
		asked = text;
		if (text.length < FEWEST || text.startsWith("#")) return;
		const customers = await suggested(text);
		if (asked === text && document.activeElement === input) add(input, text, customers);
	}, PAUSE);
	input.addEventListener("input", offer);
});

/** An answer that did not come leaves the bar as it is. */
async function suggested(text) {
	const answer = await frappe.call({ method: SUGGEST, args: { text, limit: MOST }, silent: true }).catch(() => null);
	return answer?.message || [];
}

function add(input, text, customers) {
	const bar = input.awesomplete;
	if (!bar || !customers.length) return;
	const others = (bar._list || []).filter((item) => !item.is_customer);
	const all = { ...entry(["customer-search", text], __("Find customers: {0}", [safe(text)]), ""), index: PLACE };
	bar.list = [...customers.map(offered), all, ...others];
}

function offered(customer, place) {
	const names = [customer.customer_name, customer.customer_name_ar].filter(Boolean).map(safe);
	const facts = [customer.mobile_no, customer.customer_number, customer.reason?.label].filter(Boolean).map(safe);
	const label = [...new Set(names)].map((name) => `<bdi>${name}</bdi>`).join(" · ");
	const item = entry(["customer-360", customer.name], label, facts.map((fact) => `<bdi>${fact}</bdi>`).join(" · "));
	return { ...item, index: PLACE + MOST - place };
}

/** The bar shows labels as HTML, so every text of a customer must be made safe before. */
function entry(route, label, description) {
	return { is_customer: true, value: route.join(" "), label, description, route, match: label };
}

function safe(text) {
	return frappe.utils.escape_html(String(text));
}
