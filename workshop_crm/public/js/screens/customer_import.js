// Importing customers from a file: choose, map the columns, try without writing, import, mend the rest.

import { actionButton, el, fill, screenRoot } from "./parts/dom.js";
import { field, setChoices } from "./parts/fields.js";
import { icon } from "./parts/icons.js";
import { mappingStep } from "./parts/import_mapping.js";
import { progressStep } from "./parts/import_progress.js";
import { failure } from "./parts/messages.js";

const IMPORTS = "workshop_crm.api.v1.imports";
const COMPANIES = "workshop_crm.api.v1.divisions.companies";

/** Put the screen into `element`. `show({ importName })` follows an import; else what is begun stays. */
export function mount(element, host) {
	const root = screenRoot(host, "import");
	const screen = { host, root, stop: () => {} };
	fill(element, root);
	chooseFile(screen);
	return {
		show: ({ importName } = {}) => importName && follow(screen, importName),
		unmount: () => {
			screen.stop();
			root.remove();
		},
	};
}

function step(screen, current, ...content) {
	screen.stop();
	screen.stop = () => {};
	fill(screen.root, steps(screen.host, current), content);
}

function steps(host, current) {
	const names = [
		host.translate("Choose the file"),
		host.translate("Match the columns"),
		host.translate("Import"),
	];
	const items = names.map((name, index) =>
		el(
			"li",
			{
				"aria-current": index === current ? "step" : null,
				class: index < current ? "wcrm-step-done" : null,
			},
			name
		)
	);
	return el("ol", { class: "wcrm-stepper" }, items);
}

function chooseFile(screen) {
	const { host } = screen;
	const file = filePicker(host);
	const company = field(host.translate("Division"), { kind: "select", choices: [] });
	const notice = el("div", {});
	const go = actionButton(
		host.translate("Continue"),
		() => upload(screen, file, company, notice),
		"wcrm-button-primary"
	);
	const card = el(
		"div",
		{ class: "wcrm-card wcrm-form" },
		file.element,
		company.element,
		notice,
		el("div", { class: "wcrm-steps" }, go)
	);
	step(screen, 0, card);
	offerDivisions(host, company, notice);
}

function filePicker(host) {
	const input = el("input", { type: "file", accept: ".csv,.xlsx,text/csv", class: "wcrm-sr-only" });
	const name = el(
		"span",
		{ class: "wcrm-file-name" },
		host.translate("CSV or Excel file with one customer per line")
	);
	const element = el(
		"label",
		{ class: "wcrm-drop" },
		icon("upload"),
		el("strong", {}, host.translate("Choose a file or drop it here")),
		name,
		input
	);
	const shown = () => {
		if (input.files[0]) fill(name, el("bdi", {}, input.files[0].name));
	};
	input.addEventListener("change", shown);
	element.addEventListener("dragover", (event) => event.preventDefault());
	element.addEventListener("drop", (event) => {
		event.preventDefault();
		input.files = event.dataTransfer.files;
		shown();
	});
	return { element, input };
}

async function offerDivisions(host, company, notice) {
	try {
		const companies = await host.call(COMPANIES);
		setChoices(
			company,
			companies.map(({ name, company_name }) => [name, company_name || name])
		);
	} catch (error) {
		fill(notice, failure(host, error));
	}
}

async function upload(screen, file, company, notice) {
	const { host } = screen;
	if (!file.input.files[0]) {
		fill(notice, failure(host, new Error(host.translate("Please choose a file first."))));
		return file.input.focus();
	}
	try {
		const stored = await host.call(
			"upload_file",
			{ file: file.input.files[0], is_private: 1 },
			{ post: true }
		);
		const values = { file_url: stored.file_url, company: company.value() };
		return map(screen, await host.call(`${IMPORTS}.preview`, values, { post: true }));
	} catch (error) {
		return fill(notice, failure(host, error));
	}
}

function map(screen, described) {
	step(
		screen,
		1,
		mappingStep(screen.host, described, {
			start: (dryRun, choices) => start(screen, described.name, dryRun, choices),
			back: () => chooseFile(screen),
		})
	);
}

async function start(screen, importName, dryRun, choices) {
	const { host } = screen;
	const described = await host.call(
		`${IMPORTS}.map`,
		{ import_name: importName, ...choices },
		{ post: true }
	);
	await host.call(`${IMPORTS}.start`, { import_name: importName, dry_run: dryRun }, { post: true });
	follow(screen, importName, described);
}

/** Show how far the import is; after a dry run the columns can be mended when the mapping is known. */
function follow(screen, importName, described) {
	const progress = progressStep(screen.host, importName, {
		back: described ? () => map(screen, described) : null,
		again: () => chooseFile(screen),
	});
	step(screen, 2, progress.element);
	screen.stop = progress.stop;
}
