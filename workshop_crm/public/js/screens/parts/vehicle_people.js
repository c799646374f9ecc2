// Who else has a vehicle now: drivers, fleets and co-owners, with a form to add one and a button to end each.

import { customerField } from "./customer_field.js";
import { actionButton, el, optionLabel } from "./dom.js";
import { field } from "./fields.js";
import { showLoaded } from "./messages.js";
import { form, send } from "./vehicle_forms.js";

const VEHICLES = "workshop_crm.api.v1.vehicles";

/** The people of the vehicle besides its primary owner, and the form below. */
export function vehiclePeople(panel, vehicle, close) {
	const { host } = panel;
	const place = el("div", {});
	showLoaded(host, place, async () => {
		const { people } = await host.call(`${VEHICLES}.get`, { vehicle: vehicle.name });
		const lasting = people.filter((row) => !row.to_date && !row.is_primary);
		return el(
			"ul",
			{ class: "wcrm-people" },
			lasting.map((row) => personItem(panel, vehicle, row, close))
		);
	});
	return [place, personForm(panel, vehicle, close)];
}

function personItem(panel, vehicle, row, close) {
	const { host } = panel;
	const notice = el("div", {});
	const done = host.translate("The period was ended.");
	const values = { vehicle: vehicle.name, row: row.name };
	const end = () => send(panel, notice, close, `${VEHICLES}.remove_person`, values, done);
	return el(
		"li",
		{},
		el("span", { dir: "auto" }, row.customer_name || host.translate("A customer of another division")),
		el("span", { class: "wcrm-tag" }, optionLabel(host, row.role)),
		actionButton(host.translate("End"), end),
		notice
	);
}

function personForm(panel, vehicle, close) {
	const { host } = panel;
	const person = customerField(host, host.translate("Customer"));
	const role = field(host.translate("Role"), { kind: "select", choices: personRoles(host) });
	const notice = el("div", {});
	return form(panel, [{ person, role }], notice, host.translate("Add"), () => {
		if (!person.value()) return person.refuse(host.translate("Please choose a customer from the list."));
		const values = { vehicle: vehicle.name, customer: person.value(), role: role.value() };
		return send(
			panel,
			notice,
			close,
			`${VEHICLES}.add_person`,
			values,
			host.translate("The person was added.")
		);
	});
}

function personRoles(host) {
	return [
		["Driver", host.translate("Driver")],
		["Fleet", host.translate("Fleet")],
		["Owner", host.translate("Co-owner")],
	];
}
