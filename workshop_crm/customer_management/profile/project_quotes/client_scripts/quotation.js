// Form of Quotation: the project it is made for, offered where the division quotes for projects.

frappe.ui.form.on("Quotation", {
	setup(frm) {
		frm.set_query("quoted_project", () => ({
			filters: { customer: frm.doc.party_name || "", company: frm.doc.company || "" },
		}));
	},
	refresh: offer_project,
	company: offer_project,
	quotation_to: offer_project,
});

/** A project that is named already stays in sight, whatever the switch says by now. */
async function offer_project(frm) {
	const { company, quotation_to, quoted_project } = frm.doc;
	frm.toggle_display("quoted_project", Boolean(quoted_project));
	if (!company || quotation_to !== "Customer" || quoted_project) return;
	// Who may not read the settings is not told so on every form.
	if (!frappe.model.can_read("Division Settings")) return;
	const method = "workshop_crm.api.v1.divisions.settings";
	const answer = await frappe.xcall(method, { company }).catch(() => null);
	if (frm.doc.company !== company) return;
	frm.toggle_display("quoted_project", Boolean(answer?.features.includes("project_quotes")));
}
