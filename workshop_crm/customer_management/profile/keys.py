"""The search keys of a customer: what he can be found and recognised by.

Keys are written in the same transaction as their source and only by this file.
"""

from contextlib import contextmanager

import frappe

from workshop_crm.customer_management.culture.name_key import NAME_KEY_VERSION, name_key
from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.identity import identity_hashes
from workshop_crm.customer_management.profile.vehicles.search_keys import item_keys

DOCTYPE = "Customer Search Key"
KEY_VERSION = NAME_KEY_VERSION
MAX_LENGTH = 140
# Hexadecimal digits: with ten of them, one registration in 10,000 would meet a taken name at ten million keys.
NAME_LENGTH = 16
COLUMNS = (
	"name",
	"customer",
	"kind",
	"search_key",
	"key_version",
	"owner",
	"creation",
	"modified",
	"modified_by",
)

Key = tuple[str, str]


@contextmanager
def written_once():
	"""Hold back the writing of keys until the block ends, then write each customer's keys once."""
	outer = frappe.flags.customers_awaiting_keys
	if outer is not None:
		yield
		return
	frappe.flags.customers_awaiting_keys = {}
	try:
		yield
		waiting = list(frappe.flags.customers_awaiting_keys)
	finally:
		frappe.flags.customers_awaiting_keys = None
	for customer in waiting:
		rewrite_keys(customer)


def rewrite_keys(customer: str) -> None:
	"""Bring the stored keys of `customer` in line with his data; unchanged keys are left alone."""
	if frappe.flags.customers_awaiting_keys is not None:
		frappe.flags.customers_awaiting_keys[customer] = True
		return
	wanted = keys_for(customer)
	stored = _stored_keys(customer)
	outdated = [
		row.name for row in stored if (row.kind, row.search_key, row.key_version) not in _versioned(wanted)
	]
	if outdated:
		frappe.db.delete(DOCTYPE, {"name": ("in", outdated)})
	_insert_keys(
		customer, _versioned(wanted) - {(row.kind, row.search_key, row.key_version) for row in stored}
	)


def write_first_keys(customer: str, keys: set[Key]) -> None:
	"""Write the keys of a new customer, who has none yet; spares the reading that `rewrite_keys` needs."""
	if frappe.flags.customers_awaiting_keys:
		frappe.flags.customers_awaiting_keys.pop(customer, None)
	_insert_keys(customer, _versioned(_storable(keys)))


def keys_for(customer: str) -> set[Key]:
	"""Return all (kind, key) pairs of `customer`; none for one that no longer exists or was merged."""
	fields = ["customer_name", "customer_name_ar", "customer_number", "merged_into"]
	row = frappe.db.get_value("Customer", customer, fields, as_dict=True)
	if not row or row.merged_into:
		return set()
	keys = name_keys_of(row.customer_name, row.customer_name_ar)
	keys |= {("customer_number", row.customer_number)} if row.customer_number else set()
	keys |= {("account_number", number) for number in _account_numbers(customer)}
	keys |= _keys_of_merged(customer)
	keys |= {("identity", digest) for digest in identity_hashes(customer)}
	keys |= _contact_keys(customer)
	keys |= item_keys(customer)
	return _storable(keys)


def name_keys_of(*names: str | None) -> set[Key]:
	"""Return the keys of a person's or firm's name in each script it is known in."""
	keys = set()
	for name in filter(None, names):
		whole = name_key(name)
		keys |= {("name", fold(name)), ("name_key", whole)}
		keys |= {("name_token", token) for token in whole.split()}
	return keys


def phone_keys(e164: str) -> set[Key]:
	"""Return the keys of one E.164 number: its digits, and those without an Omani country code."""
	digits = e164.lstrip("+")
	return {("phone", digits), ("phone", digits.removeprefix("968"))}


def customers_with_key(kind: str, keys: list[str]) -> list[str]:
	"""Return the customers who hold one of `keys` of this kind exactly."""
	if not keys:
		return []
	filters = {"kind": kind, "search_key": ("in", keys)}
	return frappe.get_all(DOCTYPE, filters=filters, pluck="customer", distinct=True, order_by=None)


def _storable(keys: set[Key]) -> set[Key]:
	return {(kind, key[:MAX_LENGTH]) for kind, key in keys if key}


def _versioned(keys: set[Key]) -> set[tuple[str, str, int]]:
	return {(kind, key, KEY_VERSION) for kind, key in keys}


def _stored_keys(customer: str) -> list:
	fields = ["name", "kind", "search_key", "key_version"]
	return frappe.get_all(DOCTYPE, filters={"customer": customer}, fields=fields, order_by=None)


def _keys_of_merged(customer: str) -> set[Key]:
	"""The numbers of customers merged into this one still find him."""
	rows = frappe.get_all("Customer", filters={"merged_into": customer}, fields=["name", "customer_number"])
	keys = {("customer_number", row.customer_number) for row in rows}
	return keys.union(
		*({("account_number", number) for number in _account_numbers(row.name)} for row in rows)
	)


def _account_numbers(customer: str) -> list[str]:
	filters = {"customer": customer}
	return frappe.get_all("Customer Division Account", filters=filters, pluck="account_number", order_by=None)


def _contact_keys(customer: str) -> set[Key]:
	contacts = contact_names(customer)
	if not contacts:
		return set()
	parents = {"parenttype": "Contact", "parent": ("in", contacts)}
	phones = frappe.get_all("Contact Phone", filters=parents, pluck="phone", order_by=None)
	emails = frappe.get_all("Contact Email", filters=parents, pluck="email_id", order_by=None)
	keys = {("email", email.strip().lower()) for email in emails if email}
	return keys.union(*(phone_keys(phone) for phone in phones))


def contact_names(customer: str) -> list[str]:
	"""Return the names of the Contacts that belong to `customer`."""
	filters = {"parenttype": "Contact", "link_doctype": "Customer", "link_name": customer}
	return frappe.get_all("Dynamic Link", filters=filters, pluck="parent", order_by=None)


def _insert_keys(customer: str, keys: set[tuple[str, str, int]]) -> None:
	if not keys:
		return
	now, user = frappe.utils.now(), frappe.session.user
	rows = [
		(frappe.generate_hash(length=NAME_LENGTH), customer, kind, key, version, user, now, now, user)
		for kind, key, version in sorted(keys)
	]
	frappe.db.bulk_insert(DOCTYPE, COLUMNS, rows)
