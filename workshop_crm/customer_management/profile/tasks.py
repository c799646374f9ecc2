"""What the clock brings to this package."""

import frappe
from frappe.utils import add_days, now

from workshop_crm.customer_management.profile import employees
from workshop_crm.customer_management.profile.key_weights import refresh_weights
from workshop_crm.customer_management.profile.name_words import recount_words

# Nights that may be missed before a purchase is overlooked.
NIGHTS = 8


def settle_employees() -> None:
	"""End the staff discount of those whose last day has passed; harmless when run twice."""
	employees.settle_all()


def refresh_search_keys() -> None:
	"""Bring recent and frequent buyers forward, and count the words of names; harmless when run twice."""
	refresh_weights(add_days(now(), -NIGHTS), frappe.db.commit)
	recount_words()
