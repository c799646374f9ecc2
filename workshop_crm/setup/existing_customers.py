"""Customers that were there before the app: each gets its number, referral code and search keys."""

import frappe

from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.profile.numbers import new_referral_code, next_customer_number

BATCH = 500


def number_existing_customers(commit: bool = True) -> int:
	"""Number and key the customers that have no number yet, oldest first, and return how many there were.

	Commits after each batch unless told not to, so that an interrupted run goes on where it stopped.
	"""
	done = 0
	while names := _unnumbered():
		for name in names:
			_number(name)
		if commit:
			frappe.db.commit()  # nosemgrep: a table of a million customers does not fit one transaction
		done += len(names)
	return done


def _unnumbered() -> list[str]:
	filters = {"customer_number": ("is", "not set")}
	return frappe.get_all("Customer", filters=filters, order_by="creation, name", limit=BATCH, pluck="name")


def _number(name: str) -> None:
	values = {"customer_number": next_customer_number(), "referral_code": new_referral_code()}
	frappe.db.set_value("Customer", name, values, update_modified=False)
	rewrite_keys(name)
