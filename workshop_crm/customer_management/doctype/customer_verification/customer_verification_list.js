// List of verifications: what was decided.

const DECISION_COLOURS = { Pending: "orange", Verified: "green", Rejected: "red", Expired: "grey" };

frappe.listview_settings["Customer Verification"] = {
	add_fields: ["status"],
	hide_name_column: true,
	get_indicator: (doc) => [__(doc.status), DECISION_COLOURS[doc.status], `status,=,${doc.status}`],
};
