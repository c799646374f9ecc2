// Form of a segment: conditions are written on a screen of their own, with a live count.

frappe.ui.form.on("Customer Segment", {
	refresh(frm) {
		if (frm.is_new()) return;
		const open = () => frappe.set_route("customer-segments", frm.doc.name);
		frm.add_custom_button(__("Edit as Sentences"), open);
	},
});
