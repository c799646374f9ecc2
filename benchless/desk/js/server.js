// Calls to the server, and what it says when it refuses.
import { translate } from "./format.js";
import { plainText, showError, showMessages } from "./messages.js";

/** A refusal of the server; `message` is its text for people, `type` the name of its exception. */
export class ServerError extends Error {
	constructor(answer, status) {
		const messages = serverMessages(answer);
		const said = messages.at(-1)?.message || (answer.exception || "").split(":").slice(1).join(":");
		super(plainText(said) || translate("The server could not be reached. Please try again."));
		Object.assign(this, { type: answer.exc_type || "", status, messages, data: answer });
	}
}

function serverMessages(answer) {
	try {
		return JSON.parse(answer._server_messages || "[]").map((text) => JSON.parse(text));
	} catch {
		return [];
	}
}

/**
 * Call a whitelisted function by its dotted path; resolves to its result. A File among the arguments is uploaded.
 *
 * Options: `post` for changes, `quiet` to keep a refusal from being shown (the promise rejects either way).
 */
export async function call(method, args = {}, options = {}) {
	const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": window.csrf_token };
	const address = `/api/method/${method}`;
	if (!options.post) return answerOf(await send(`${address}?${queryOf(args)}`, { headers }), options);
	const hasFile = Object.values(args).some((value) => value instanceof File);
	const request = { method: "POST", headers, body: hasFile ? formOf(args) : JSON.stringify(args) };
	if (!hasFile) headers["Content-Type"] = "application/json";
	return answerOf(await send(address, request), options);
}

function queryOf(args) {
	const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
	return new URLSearchParams(
		given.map(([key, value]) => [key, typeof value === "object" ? JSON.stringify(value) : value]),
	);
}

function formOf(args) {
	const body = new FormData();
	for (const [key, value] of Object.entries(args)) body.append(key, value);
	return body;
}

/** Upload a file; resolves to the File record. `fields` may name doctype, docname, is_private. */
export const upload = (file, fields = {}) => call("upload_file", { file, ...fields }, { post: true });

async function send(address, request) {
	try {
		return await fetch(address, request);
	} catch (error) {
		showError(error);
		throw error;
	}
}

async function answerOf(response, options) {
	const answer = await response.json().catch(() => ({}));
	if (response.ok) {
		if (!options.quiet) showMessages(serverMessages(answer));
		return answer.message;
	}
	if (response.status === 401 || answer.session_expired) {
		window.location.href = `/login?redirect-to=${encodeURIComponent(window.location.pathname)}`;
	}
	const error = new ServerError(answer, response.status);
	if (!options.quiet) showError(error);
	throw error;
}
