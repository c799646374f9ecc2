// List of Address: deciding several at once.

(function () {
	const settings = (frappe.listview_settings["Address"] = frappe.listview_settings["Address"] || {});
	const on_load = settings.onload;

	settings.onload = function (listview) {
		on_load?.(listview);
		if (!frappe.model.can_write("Address")) return;
		listview.page.add_actions_menu_item(__("Mark as verified"), () => decide(listview, "Verified"));
		listview.page.add_actions_menu_item(__("Reject address"), () =>
			frappe.prompt(
				{ fieldname: "notes", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
				({ notes }) => decide(listview, "Rejected", notes)
			)
		);
	};

	async function decide(listview, status, notes) {
		const args = { names: listview.get_checked_items(true), status, notes };
		const method = "workshop_crm.api.v1.verification.decide_addresses";
		const { message } = await frappe.call({ method, args });
		const lines = message.refused.map((row) =>
			frappe.utils.escape_html(`${row.address}: ${row.reason}`)
		);
		if (lines.length) frappe.msgprint({ message: lines.join("<br>"), title: __("Not decided") });
		listview.refresh();
	}
})();
