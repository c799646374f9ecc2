"""Customer numbers and referral codes: unique, never used twice."""

import secrets

import frappe
from frappe.model.naming import getseries

CUSTOMER_PREFIX = "UCST-"
DIGITS = 6
# Without letters and digits that are mistaken for one another when read out.
REFERRAL_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
REFERRAL_LENGTH = 10


def next_customer_number() -> str:
	"""Return the next `UCST-000001`; its counter row stays locked until the transaction ends."""
	return CUSTOMER_PREFIX + getseries(CUSTOMER_PREFIX, DIGITS)


def next_account_number(prefix: str) -> str:
	"""Return the next number of a division, `CLO-CUST-000001` for the prefix `CLO`."""
	series = f"{prefix}-CUST-"
	return series + getseries(series, DIGITS)


def new_referral_code() -> str:
	"""Return ten random characters; at a million customers two are alike once in some 2,000 sites."""
	return "".join(secrets.choice(REFERRAL_ALPHABET) for _position in range(REFERRAL_LENGTH))


def free_document_name(customer_name: str, customer_number: str) -> str | None:
	"""Return the name under which the Customer is to be stored, or None where ERPNext's own naming rules.

	ERPNext numbers namesakes by a search through all names; the customer number tells them apart without one.
	"""
	if frappe.defaults.get_global_default("cust_master_name") != "Customer Name":
		return None
	if frappe.db.exists("Customer", customer_name):
		return f"{customer_name[:120]} - {customer_number}"
	return customer_name
