"""The weight of a customer: who came lately and often stands before a namesake.

Counted in months since 2000, so that it need not be counted anew as time passes: the month of the last purchase, and
up to two years more for many purchases; without one, the month of registration less a quarter.
"""

from collections.abc import Callable
from datetime import date
from math import log2

import frappe
from frappe.query_builder.functions import Count, Max
from frappe.utils import getdate

from workshop_crm.customer_management.profile.key_changes import announce_change

SEARCH_KEY, INVOICE = "Customer Search Key", "Sales Invoice"
QUARTER = 3
MOST_FOR_FREQUENCY = 24
AT_ONCE = 1000


def weight_of(registered: date, last_purchase: date | None = None, purchases: int = 0) -> int:
	"""Return the weight of a customer with so many purchases."""
	of_registration = _month(registered) - QUARTER
	if not last_purchase:
		return of_registration
	frequent = min(MOST_FOR_FREQUENCY, round(4 * log2(1 + purchases)))
	return max(of_registration, _month(last_purchase) + frequent)


def _month(day: date) -> int:
	return 12 * (day.year - 2000) + day.month


def weights_of(customers: list[str]) -> dict[str, int]:
	"""Return the weights of stored customers."""
	customer, bought = frappe.qb.DocType("Customer"), _purchases(customers)
	query = frappe.qb.from_(customer).select(customer.name, customer.creation)
	rows = query.where(customer.name.isin(customers)).run()
	return {name: weight_of(getdate(creation), *bought.get(name, ())) for name, creation in rows}


def refresh_weights(since: str, after_batch: Callable[[], None] = lambda: None) -> int:
	"""Set the weights of the customers who bought since the moment `since`; returns how many changed."""
	invoice = frappe.qb.DocType(INVOICE)
	query = frappe.qb.from_(invoice).select(invoice.customer).distinct()
	customers = sorted(filter(None, query.where(invoice.modified >= since).run(pluck=True)))
	changed = 0
	for start in range(0, len(customers), AT_ONCE):
		changed += _set_weights(weights_of(customers[start : start + AT_ONCE]))
		after_batch()
	return changed


def _set_weights(weights: dict[str, int]) -> int:
	key = frappe.qb.DocType(SEARCH_KEY)
	query = frappe.qb.from_(key).select(key.customer, Max(key.weight)).groupby(key.customer)
	stored = dict(query.where(key.customer.isin(list(weights) or [""])).run())
	changed = {name: weight for name, weight in weights.items() if stored.get(name, weight) != weight}
	for name, weight in changed.items():
		frappe.qb.update(key).set(key.weight, weight).where(key.customer == name).run()
		announce_change(name)
	return len(changed)


def _purchases(customers: list[str]) -> dict[str, tuple[date, int]]:
	"""Return day of the last purchase and number of purchases, of those who have any."""
	invoice = frappe.qb.DocType(INVOICE)
	query = frappe.qb.from_(invoice).select(invoice.customer, Max(invoice.posting_date), Count("*"))
	query = query.where(
		invoice.customer.isin(customers) & (invoice.docstatus == 1) & (invoice.is_return == 0)
	)
	return {name: (getdate(last), count) for name, last, count in query.groupby(invoice.customer).run()}
