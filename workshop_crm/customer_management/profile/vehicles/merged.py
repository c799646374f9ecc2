"""What becomes of vehicles and devices that both of two merged customers had."""

import frappe

from workshop_crm.customer_management.profile.vehicles.ownership import DOCTYPE, ROW_FIELDS, TITLE_FIELDS


def combine_ownership(source: str, target: str, journal) -> None:
	"""Listen to `customers_merged`: of two periods of one role in one item that last, the longer one stays."""
	fields = [*ROW_FIELDS, "item_doctype", "item"]
	filters = {"customer": target, "to_date": ("is", "not set")}
	lasting = {}
	for row in frappe.get_all(DOCTYPE, filters=filters, fields=fields, order_by="from_date, creation"):
		first = lasting.setdefault((row.item_doctype, row.item, row.role), row)
		if first is not row:
			journal.delete(DOCTYPE, row.name)
			_keep_primary(journal, first, row)
	for doctype in TITLE_FIELDS:
		for item in frappe.get_all(doctype, filters={"current_owner": source}, pluck="name"):
			journal.set_value(doctype, item, "current_owner", target)


def _keep_primary(journal, kept, dropped) -> None:
	if dropped.is_primary and not kept.is_primary:
		journal.set_value(DOCTYPE, kept.name, "is_primary", 1)
