// List of documents: what has run out or is about to, and the way to those alone.

(function () {
	const DAYS = 30;

	frappe.listview_settings["Customer Document"] = {
		add_fields: ["expiry_date", "reminder_days", "is_verified", "disabled", "document_type"],
		hide_name_column: true,
		get_indicator,
		onload(listview) {
			listview.page.add_inner_button(__("Near expiry"), () => {
				const until = frappe.datetime.add_days(frappe.datetime.get_today(), DAYS);
				const between = ["Between", [frappe.datetime.get_today(), until]];
				show(listview, [
					["Customer Document", "expiry_date", ...between],
					["Customer Document", "disabled", "=", 0],
				]);
			});
			listview.page.add_inner_button(__("Expired"), () =>
				show(listview, [
					["Customer Document", "expiry_date", "<", frappe.datetime.get_today()],
					["Customer Document", "disabled", "=", 0],
				])
			);
		},
	};

	function get_indicator(doc) {
		if (doc.disabled) return [__("Out of use"), "grey", "disabled,=,1"];
		const today = frappe.datetime.get_today();
		const soon = frappe.datetime.add_days(today, doc.reminder_days || DAYS);
		if (doc.expiry_date && doc.expiry_date < today) return [__("Expired"), "red", `expiry_date,<,${today}`];
		if (doc.expiry_date && doc.expiry_date <= soon)
			return [__("Runs out soon"), "orange", `expiry_date,<=,${soon}`];
		if (doc.is_verified) return [__("Verified"), "green", "is_verified,=,1"];
		return [__("Not verified"), "blue", "is_verified,=,0"];
	}

	function show(listview, filters) {
		listview.filter_area.clear().then(() => listview.filter_area.add(filters));
	}
})();
