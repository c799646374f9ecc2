// The way from every record of a customer to his page. One file serves all of these forms, so it registers
// itself once only. A vehicle or device without an owner offers to enter the first one instead.
frappe.provide("workshop_crm.customer_page");

(function (customer_page) {
	if (customer_page.registered) return;
	customer_page.registered = true;

	const OWNED = ["Customer Vehicle", "Customer Device"];
	const NAMING_THE_CUSTOMER = [
		"Customer Division Account",
		"Customer Document",
		"Customer Identity",
		"Customer Measurement",
		"Customer Note",
		"Customer Verification",
		"Vehicle Ownership",
	];

	function offer_page(frm, customer, tab = "") {
		if (frm.is_new() || !customer) return;
		const route = ["customer-360", customer, tab].filter(Boolean);
		frm.add_custom_button(__("Customer 360"), () => frappe.set_route(...route));
	}

	function offer_first_owner(frm) {
		if (frm.is_new() || frm.doc.current_owner || !frappe.model.can_create("Vehicle Ownership")) return;
		const values = { item_doctype: frm.doctype, item: frm.doc.name };
		frm.add_custom_button(__("Enter the owner"), () => frappe.new_doc("Vehicle Ownership", values));
	}

	NAMING_THE_CUSTOMER.forEach((doctype) => {
		frappe.ui.form.on(doctype, { refresh: (frm) => offer_page(frm, frm.doc.customer) });
	});
	OWNED.forEach((doctype) => {
		frappe.ui.form.on(doctype, {
			refresh(frm) {
				offer_page(frm, frm.doc.current_owner, "vehicles");
				offer_first_owner(frm);
			},
		});
	});
})(workshop_crm.customer_page);
