// Form of Customer Measurement: a row for each measurement of the chosen set.

frappe.ui.form.on("Customer Measurement", {
	async measurement_set(frm) {
		const chosen = frm.doc.measurement_set;
		if (!chosen || !frm.is_new()) return;
		const set = await frappe.db.get_doc("Measurement Set", chosen);
		if (frm.doc.measurement_set !== chosen) return;
		frm.clear_table("measured");
		for (const { measurement, measurement_ar, unit } of set.lines) {
			frm.add_child("measured", { measurement, measurement_ar, unit });
		}
		frm.refresh_field("measured");
	},
	/** What was not measured is left out rather than refused as 0. */
	validate(frm) {
		const measured = frm.doc.measured.filter((row) => row.value);
		if (!frm.is_new() || measured.length === frm.doc.measured.length) return;
		frm.doc.measured = measured;
		measured.forEach((row, index) => {
			row.idx = index + 1;
		});
		frm.refresh_field("measured");
	},
});
