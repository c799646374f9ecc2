// Form of Customer: the way to the customer's page, and the usual next steps.

frappe.ui.form.on("Customer", {
	refresh(frm) {
		if (frm.is_new()) return;
		frm.add_custom_button(__("Customer 360"), () => frappe.set_route("customer-360", frm.doc.name));
		offer_bulk_orders(frm);
		offer_merge(frm);
	},
});

/** Merging is for those who may read the record of merges and change customers. */
function offer_merge(frm) {
	if (frm.doc.merged_into || !frm.perm[0]?.write || !frappe.model.can_read("Customer Merge")) return;
	const route = ["customer-merging", frm.doc.name];
	frm.add_custom_button(__("Merge with another customer"), () => frappe.set_route(...route));
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
