// The host that the app's own screens get on a bench: everything they may use of Frappe's desk.

/** Build the host of one desk session: call, translate, format, go and user. */
export function deskHost() {
	return {
		call,
		translate: (text, args) => __(text, args),
		format: formats(language()),
		go,
		user: currentUser(),
	};
}

/**
 * Call a whitelisted method by its dotted path.
 *
 * GET unless `options.post`; an argument that is a File is sent as an upload. Resolves to the method's
 * result. Rejects with an Error whose `message` is the server's text for the user and whose `type` is the
 * class of the server's exception; `data` is the whole answer.
 */
async function call(method, args = {}, options = {}) {
	const url = `/api/method/${method}`;
	const request = options.post ? postRequest(args) : { headers: jsonHeaders() };
	const response = await fetch(options.post ? url : `${url}?${queryOf(args)}`, request);
	const data = await response.json().catch(() => ({}));
	if (!response.ok) throw refusal(data, response.status);
	return data.message;
}

/**
 * Open a place of the desk: ["customer-360", name], ["Form", doctype, name], ["List", doctype, filters], or
 * ["Form", doctype, "new", values] for a new document with these values.
 */
function go(route) {
	const [view, doctype, name, values] = route;
	if (view === "Form" && name === "new") return frappe.new_doc(doctype, values);
	return frappe.set_route(...route);
}

function jsonHeaders() {
	return { Accept: "application/json", "X-Frappe-CSRF-Token": frappe.csrf_token };
}

function postRequest(args) {
	if (!Object.values(args).some((value) => value instanceof File)) {
		const headers = { ...jsonHeaders(), "Content-Type": "application/json" };
		return { method: "POST", headers, body: JSON.stringify(args) };
	}
	const body = new FormData();
	for (const [name, value] of Object.entries(args)) {
		body.append(name, value);
	}
	return { method: "POST", headers: jsonHeaders(), body };
}

function queryOf(args) {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(args)) {
		if (value === undefined || value === null) continue;
		query.set(name, typeof value === "object" ? JSON.stringify(value) : value);
	}
	return query;
}

function refusal(data, status) {
	const error = new Error(serverText(data) || __("The server could not be reached. Please try again."));
	return Object.assign(error, { type: data.exc_type || "", status, data });
}

function serverText(data) {
	const messages = JSON.parse(data._server_messages || "[]").map((text) => JSON.parse(text).message);
	const html = messages.pop() || (data.exception || "").split(":").slice(1).join(":");
	return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
}

function language() {
	return frappe.boot.lang || "en";
}

function currentUser() {
	return {
		name: frappe.session.user,
		language: language(),
		direction: frappe.utils.is_rtl() ? "rtl" : "ltr",
		roles: frappe.user_roles,
	};
}

/** Formats of dates, money, phones, numbers; Western digits in both languages, as elsewhere in the desk. */
function formats(lang) {
	const locale = lang.startsWith("ar") ? "ar-OM-u-nu-latn" : "en-GB";
	const numbers = new Intl.NumberFormat(locale);
	return {
		number: (value) => numbers.format(value ?? 0),
		money: (amount, currency) => formatMoney(locale, amount, currency),
		date: (iso) => (iso ? frappe.datetime.str_to_user(iso.slice(0, 10), false, true) : ""),
		datetime: (iso) => (iso ? frappe.datetime.str_to_user(iso) : ""),
		phone: formatPhone,
	};
}

function formatMoney(locale, amount, currency) {
	const style = { style: "currency", currency: currency || frappe.boot.sysdefaults.currency };
	return new Intl.NumberFormat(locale, style).format(amount ?? 0);
}

function formatPhone(e164) {
	const omani = /^\+968(\d{4})(\d{4})$/.exec(e164 || "");
	return omani ? `${omani[1]} ${omani[2]}` : e164 || "";
}
