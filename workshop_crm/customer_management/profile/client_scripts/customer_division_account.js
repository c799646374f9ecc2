// Form of Customer Division Account: parts of a feature that the division switched off are not shown.

frappe.ui.form.on("Customer Division Account", {
	refresh: show_switched_on_parts,
	company: show_switched_on_parts,
});

const FIELDS_OF_FEATURE = {
	credit: ["allow_credit", "payment_terms"],
	layby: ["allow_layby"],
};

async function show_switched_on_parts(frm) {
	const company = frm.doc.company;
	const features = company ? await switched_on(company) : [];
	if (frm.doc.company !== company) return;
	for (const [feature, fields] of Object.entries(FIELDS_OF_FEATURE)) {
		frm.toggle_display(fields, features.includes(feature));
	}
}

async function switched_on(company) {
	const answer = await frappe.call({
		method: "workshop_crm.api.v1.divisions.settings",
		args: { company },
		type: "GET",
	});
	return answer.message.features || [];
}
