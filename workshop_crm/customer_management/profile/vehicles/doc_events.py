"""What happens to vehicles and devices when something happens to the customers who have them."""

from frappe import get_all
from frappe.utils import getdate

from workshop_crm.customer_management.profile.vehicles.ownership import DOCTYPE


def combine_ownership(source: str, target: str, journal) -> None:
	"""End the second of two lasting rows that name one customer in one role, after `source` was merged into `target`.

	`journal` notes each change, so that undoing the merge restores both. A primary owner's row is the one that stays.
	"""
	fields = ["name", "item_doctype", "item", "role", "is_primary", "from_date"]
	filters = {"customer": target, "to_date": ("is", "not set")}
	kept = set()
	for row in get_all(
		DOCTYPE, filters=filters, fields=fields, order_by="is_primary desc, from_date, creation"
	):
		place = (row.item_doctype, row.item, row.role)
		if place in kept:
			journal.set_value(DOCTYPE, row.name, "to_date", getdate())
		kept.add(place)
