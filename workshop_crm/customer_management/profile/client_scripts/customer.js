// Form of Customer: the way to the customer's page, and the usual next steps.

frappe.ui.form.on("Customer", {
	refresh(frm) {
		if (frm.is_new()) return;
		const page = (tab) => () => frappe.set_route(...["customer-360", frm.doc.name, tab].filter(Boolean));
		frm.add_custom_button(__("Customer 360"), page());
		if (!frm.doc.disabled) offer_next_steps(frm, page);
		offer_bulk_orders(frm);
		offer_merge(frm);
		offer_use(frm);
	},
});

/** What is usually written next about a customer, as far as the user may write it. */
function offer_next_steps(frm, page) {
	const customer = frm.doc.name;
	const offer = (doctype, label, open) => {
		if (frappe.model.can_create(doctype)) frm.add_custom_button(label, open, __("Create"));
	};
	const open_new = (doctype) => () => frappe.new_doc(doctype, { customer });
	offer("Customer Vehicle", __("Vehicle or Device"), page("vehicles"));
	offer("Customer Note", __("Customer Note"), open_new("Customer Note"));
	offer("Customer Division Account", __("Division Account"), open_new("Customer Division Account"));
	offer("Sales Invoice", __("Sales Invoice"), open_new("Sales Invoice"));
}

/** Merging is for those who may read the record of merges and change customers. */
function offer_merge(frm) {
	if (frm.doc.merged_into || !frm.perm[0]?.write || !frappe.model.can_read("Customer Merge")) return;
	const route = ["customer-merging", frm.doc.name];
	const open = () => frappe.set_route(...route);
	frm.add_custom_button(__("Merge with another customer"), open, __("Actions"));
}

/** Out of use with a reason, and back again; a merged customer stays where he is. */
function offer_use(frm) {
	if (frm.doc.merged_into || !frm.perm[0]?.write) return;
	if (frm.doc.disabled) {
		frm.add_custom_button(__("Take into use again"), () => change_use(frm, "enable"), __("Actions"));
		return;
	}
	const reason = { fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 };
	const ask = () => frappe.prompt(reason, (answer) => change_use(frm, "disable", answer), __("Take out of use"));
	frm.add_custom_button(__("Take out of use"), ask, __("Actions"));
}

async function change_use(frm, verb, values = {}) {
	const method = `workshop_crm.api.v1.customers.${verb}`;
	await frappe.call({ method, args: { customer: frm.doc.name, ...values }, freeze: true });
	frm.reload_doc();
}

/** Quotation and order appear where a division of this customer has bulk orders switched on. */
async function offer_bulk_orders(frm) {
	const customer = frm.doc.name;
	const answer = await frappe.call({
		method: "workshop_crm.api.v1.divisions.list",
		args: { customer },
		type: "GET",
	});
	const divisions = (answer.message || []).filter((division) => division.features?.includes("bulk_orders"));
	if (frm.doc.name !== customer) return;
	for (const division of divisions) {
		for (const [doctype, label, party] of bulk_documents(customer)) {
			if (!frappe.model.can_create(doctype)) continue;
			const values = {
				...party,
				company: division.company,
				selling_price_list: division.wholesale_price_list,
			};
			const text = divisions.length > 1 ? `${label} · ${division.company}` : label;
			frm.add_custom_button(text, () => frappe.new_doc(doctype, values), __("Bulk Order"));
		}
	}
}

function bulk_documents(customer) {
	return [
		["Quotation", __("New quotation"), { quotation_to: "Customer", party_name: customer }],
		["Sales Order", __("New order"), { customer }],
	];
}
