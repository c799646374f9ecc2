// A quotation for a project of the customer, the project chosen or named anew; it is finished in its own form.

import { el, fill } from "./dom.js";
import { field } from "./fields.js";
import { failure } from "./messages.js";
import { form } from "./vehicle_forms.js";

const CREATE = "workshop_crm.api.v1.projects.create_quotation";

/** The form; `chosen` is the project it was opened from, if any. */
export function quotationForm(panel, chosen, close) {
	const { host } = panel;
	const fields = quotationFields(panel, chosen);
	const notice = el("div", {});
	offerName(fields);
	fields.project.input.addEventListener("change", () => offerName(fields));
	const label = host.translate("Create the draft");
	return form(panel, [fields], notice, label, () => submit(panel, fields, notice, close));
}

function quotationFields(panel, chosen) {
	const { host, projects, rights } = panel;
	const open = chosen ? [chosen] : projects.filter(({ status }) => status === "Open");
	const choices = open.map(({ name, project_name: title }) => [name, title]);
	if (!chosen && rights.may_begin_project) choices.push(["", host.translate("A new project")]);
	const qty = field(host.translate("Quantity"), { kind: "number" });
	qty.set(1);
	return {
		project: field(host.translate("Project"), { kind: "select", choices, class: "wcrm-wide" }),
		project_name: field(host.translate("Name of the new project"), {
			dir: "auto",
			required: true,
			maxlength: 140,
			class: "wcrm-wide",
		}),
		expected_start_date: field(host.translate("Expected start"), { kind: "date" }),
		expected_end_date: field(host.translate("Expected end"), { kind: "date" }),
		description: field(host.translate("What is quoted"), {
			kind: "textarea",
			dir: "auto",
			required: true,
			class: "wcrm-wide",
			hint: host.translate("The first line. Further lines, items and taxes follow in the draft."),
		}),
		qty,
		rate: field(host.translate("Price of one"), { kind: "number" }),
		valid_till: field(host.translate("Valid until"), { kind: "date" }),
	};
}

/** Name and dates are asked only of a new project. */
function offerName(fields) {
	const isNew = !fields.project.value();
	for (const name of ["project_name", "expected_start_date", "expected_end_date"]) {
		fields[name].element.hidden = !isNew;
	}
}

async function submit(panel, fields, notice, close) {
	const { host, customer, company } = panel;
	const values = Object.fromEntries(Object.entries(fields).map(([name, entry]) => [name, entry.value()]));
	const wanted = values.project ? ["description"] : ["project_name", "description"];
	const missing = wanted.find((name) => !values[name]);
	if (missing) {
		fields[missing].refuse(host.translate("Please fill in this field."));
		return fields[missing].input.focus();
	}
	const { description, qty, rate, ...details } = values;
	const item = { description, qty: Number(qty || 1), rate: Number(rate || 0) };
	const given = Object.entries(details).filter(([, value]) => value);
	try {
		const arguments_ = { customer, company, items: [item], ...Object.fromEntries(given) };
		const made = await host.call(CREATE, arguments_, { post: true });
		close();
		return host.go(["Form", "Quotation", made.quotation]);
	} catch (error) {
		return fill(notice, failure(host, error));
	}
}
