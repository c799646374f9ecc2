// Calls to the server, and what it says when it refuses.
import { showError, showMessages } from "./messages.js";

/** A refusal of the server; `message` is its text for people, `type` the name of its exception. */
export class ServerError extends Error {
	constructor(answer, status) {
		const messages = serverMessages(answer);
		super(messages.at(-1)?.message || answer.exception || `HTTP ${status}`);
		this.type = answer.exc_type || "";
		this.status = status;
		this.messages = messages;
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
 * Call a whitelisted function by its dotted path; resolves to its result.
 *
 * Options: `post` for changes, `quiet` to keep a refusal from being shown (the promise rejects either way).
 */
export async function call(method, args = {}, options = {}) {
	const request = { headers: { Accept: "application/json", "X-Frappe-CSRF-Token": window.csrf_token } };
	let address = `/api/method/${method}`;
	if (options.post) {
		request.method = "POST";
		request.headers["Content-Type"] = "application/json";
		request.body = JSON.stringify(args);
	} else {
		const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
		const texts = given.map(([key, value]) => [
			key,
			typeof value === "object" ? JSON.stringify(value) : value,
		]);
		if (texts.length) address += `?${new URLSearchParams(texts)}`;
	}
	return answerOf(await send(address, request), options);
}

/** Upload a file; resolves to the File record. `fields` may name doctype, docname, is_private. */
export async function upload(file, fields = {}) {
	const body = new FormData();
	body.append("file", file, file.name);
	for (const [key, value] of Object.entries(fields)) body.append(key, value);
	const headers = { Accept: "application/json", "X-Frappe-CSRF-Token": window.csrf_token };
	return answerOf(await send("/api/method/upload_file", { method: "POST", headers, body }), {});
}

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
		showMessages(serverMessages(answer));
		return answer.message;
	}
	if (response.status === 401 || answer.session_expired) {
		window.location.href = `/login?redirect-to=${encodeURIComponent(window.location.pathname)}`;
	}
	const error = new ServerError(answer, response.status);
	if (!options.quiet) showError(error);
	throw error;
}
