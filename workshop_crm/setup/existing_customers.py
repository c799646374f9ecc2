"""Customers that were there before the app: each gets its number, referral code and search keys."""

import frappe
from frappe.utils import create_batch

from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.profile.name_words import rekey_words, words_are_outdated
from workshop_crm.customer_management.profile.numbers import new_referral_code, next_customer_number

BATCH = 500
READ_AT_ONCE = 40 * BATCH


def number_existing_customers(commit: bool = True) -> int:
	"""Number and key the customers that have no number yet, oldest first, and return how many there were.

	Commits after each batch unless told not to, so that an interrupted run goes on where it stopped.
	"""
	done = 0
	while names := _unnumbered():
		for batch in create_batch(names, BATCH):
			for name in batch:
				_number(name)
			if commit:
				frappe.db.commit()  # nosemgrep: a table of a million customers does not fit one transaction
		done += len(names)
	return done


def refresh_vocabulary() -> None:
	"""Make the keys of the words of names anew where this version makes others."""
	if words_are_outdated():
		rekey_words()


def _unnumbered() -> list[str]:
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).where(customer.customer_number.isnull())
	return query.orderby(customer.creation, customer.name).limit(READ_AT_ONCE).run(pluck=True)


def _number(name: str) -> None:
	values = {"customer_number": next_customer_number(), "referral_code": new_referral_code()}
	frappe.db.set_value("Customer", name, values, update_modified=False)
	rewrite_keys(name)
