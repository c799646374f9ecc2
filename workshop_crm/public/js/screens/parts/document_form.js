// Entering a document of a customer with its file, or changing one.

import { actionButton, el, fill } from "./dom.js";
import { field } from "./fields.js";
import { failure } from "./messages.js";

const DOCUMENTS = "workshop_crm.api.v1.documents";

/** `row` is the document to change, or null for a new one. */
export function documentForm(panel, row, close) {
	const { host } = panel;
	const fields = documentFields(panel, row);
	const file = fileField(panel, row);
	const notice = el("div", {});
	for (const [name, entry] of Object.entries(fields)) {
		if (row) entry.set(row[name]);
	}
	const save = actionButton(
		row ? host.translate("Save") : host.translate("Add document"),
		() => saveDocument({ panel, row, fields, file, notice, close }),
		"wcrm-button-primary"
	);
	return el(
		"form",
		{ class: "wcrm-form", novalidate: true, on: { submit: (event) => event.preventDefault() } },
		el("div", { class: "wcrm-grid" }, file.element, Object.values(fields).map(({ element }) => element)),
		notice,
		el("div", { class: "wcrm-steps" }, save)
	);
}

function documentFields({ host, overview }, row) {
	const everywhere = [["", host.translate("All divisions")]];
	const companies = new Set(overview.divisions.map(({ company }) => company));
	if (row?.company) companies.add(row.company);
	const divisions = [...companies].map((company) => [company, company]);
	return {
		document_type: field(host.translate("Type"), { kind: "select", choices: types(host) }),
		number: field(host.translate("Number"), { dir: "ltr", maxlength: 140 }),
		title: field(host.translate("Title"), {
			dir: "auto",
			maxlength: 140,
			hint: host.translate("For a paper whose type does not say enough."),
		}),
		issue_date: field(host.translate("Issued on"), { kind: "date" }),
		expiry_date: field(host.translate("Valid until"), { kind: "date" }),
		reminder_days: field(host.translate("Remind before (days)"), { kind: "number" }),
		company: field(host.translate("Division"), {
			kind: "select",
			choices: [...everywhere, ...divisions],
		}),
		notes: field(host.translate("Notes"), { kind: "textarea", dir: "auto", class: "wcrm-wide" }),
		show_in_portal: field(host.translate("The customer sees it in the portal"), { kind: "checkbox" }),
	};
}

function fileField({ host, accepts }, row) {
	const kinds = accepts.kinds.join(", ").toUpperCase();
	const file = field(row ? host.translate("Another file") : host.translate("File"), {
		kind: "file",
		class: "wcrm-wide",
		required: !row,
		hint: host.translate("{0}, at most {1} MB. Only those who may read the document can open it.", [
			kinds,
			accepts.megabytes,
		]),
	});
	file.input.accept = accepts.kinds.map((kind) => `.${kind}`).join(",");
	return file;
}

function types(host) {
	return [
		["National ID", host.translate("National ID")],
		["Passport", host.translate("Passport")],
		["Commercial Registration", host.translate("Commercial Registration")],
		["Mulkiya", host.translate("Mulkiya")],
		["Driving Licence", host.translate("Driving Licence")],
		["Insurance", host.translate("Insurance")],
		["Contract", host.translate("Contract")],
		["Power of Attorney", host.translate("Power of Attorney")],
		["Warranty", host.translate("Warranty")],
		["Other", host.translate("Other")],
	];
}

async function saveDocument(form) {
	const { panel, row, file, notice, close } = form;
	const { host } = panel;
	const chosen = file.input.files[0];
	if (!row && !chosen) {
		file.refuse(host.translate("Please choose a file."));
		return file.input.focus();
	}
	try {
		await send(form, chosen);
	} catch (error) {
		return fill(notice, failure(host, error));
	}
	close();
	return panel.saved(host.translate("The document was saved."));
}

function send({ panel, row, fields }, chosen) {
	const { host, customer } = panel;
	const values = Object.fromEntries(Object.entries(fields).map(([name, entry]) => [name, entry.value()]));
	if (row) {
		const args = { document: row.name, changes: JSON.stringify(changesOf(row, values)) };
		return host.call(`${DOCUMENTS}.update`, chosen ? { ...args, file: chosen } : args, { post: true });
	}
	const given = Object.entries(values).filter(([, value]) => value !== "" && value !== false);
	return host.call(
		`${DOCUMENTS}.create`,
		{ ...Object.fromEntries(given), customer, file: chosen },
		{ post: true }
	);
}

/** Only what was changed: a number that is shown masked must not be sent back as one. */
function changesOf(row, values) {
	const before = (name) => (name === "show_in_portal" ? Boolean(row[name]) : String(row[name] ?? ""));
	const changed = Object.entries(values).filter(([name, value]) => value !== before(name));
	return Object.fromEntries(changed.map(([name, value]) => [name, value === "" ? null : value]));
}
