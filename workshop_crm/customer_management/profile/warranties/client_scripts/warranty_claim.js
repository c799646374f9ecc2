// Form of Warranty Claim: the customer's own vehicles and devices, offered where the division has warranties.

const THINGS = ["customer_vehicle", "customer_device", "expired_claim_reason"];

frappe.ui.form.on("Warranty Claim", {
	setup(frm) {
		for (const field of ["customer_vehicle", "customer_device"]) {
			frm.set_query(field, () => ({ filters: { current_owner: frm.doc.customer || "" } }));
		}
	},
	refresh: offer_things,
	company: offer_things,
});

/** What is filled in already stays in sight, whatever the switch says by now. */
async function offer_things(frm) {
	const { company } = frm.doc;
	const show = (offered) =>
		THINGS.forEach((field) => frm.toggle_display(field, offered || Boolean(frm.doc[field])));
	show(false);
	if (!company) return;
	// Who may not read the settings is not told so on every form.
	if (!frappe.model.can_read("Division Settings")) return;
	const method = "workshop_crm.api.v1.divisions.settings";
	const answer = await frappe.xcall(method, { company }).catch(() => null);
	if (frm.doc.company === company) show(Boolean(answer?.features.includes("warranties")));
}
