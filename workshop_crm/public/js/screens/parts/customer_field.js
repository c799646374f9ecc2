// A field that takes a customer, found while typing.

import { customerLookup } from "./customer_lookup.js";
import { field } from "./fields.js";

/** Like `field`, but `value()` is the name of the chosen customer, empty while none was chosen. */
export function customerField(host, label, onChosen) {
	const self = field(label, {
		dir: "auto",
		required: true,
		placeholder: host.translate("Name, phone, plate or number"),
		class: "wcrm-wide",
	});
	let chosen = "";
	const choose = (customer) => {
		chosen = customer.name;
		self.input.value = customer.customer_name;
		self.accept();
		onChosen?.(customer.name);
	};
	const lookup = customerLookup(host, self.input, { minimum: 2, onPick: choose });
	self.input.after(lookup.element);
	self.input.addEventListener("input", () => {
		chosen = "";
	});
	return { ...self, value: () => chosen, choose };
}
