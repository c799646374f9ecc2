"""The stored search keys: which rows change when a customer does, written in one go.

The only writer of Customer Search Key; the words of names are entered into the vocabulary with them.
"""

from collections import defaultdict

import frappe
from frappe.utils import getdate

from workshop_crm.customer_management.culture.name_key import NAME_KEY_VERSION
from workshop_crm.customer_management.profile.key_weights import weight_of, weights_of
from workshop_crm.customer_management.profile.name_words import add_words
from workshop_crm.customer_management.profile.quick_rows import insert_rows, row_names

DOCTYPE = "Customer Search Key"
# The hundreds grow with the kinds of keys themselves.
KEY_VERSION = 200 + NAME_KEY_VERSION
COLUMNS = ("name", "customer", "kind", "search_key", "weight", "key_version")
DELETED_AT_ONCE = 5000

Key = tuple[str, str]


def store_first_keys(customer: str, keys: set[Key]) -> None:
	"""Write the keys of a customer who has none yet and has bought nothing."""
	_insert({customer: keys}, {customer: weight_of(getdate())})


def store_keys(wanted: dict[str, set[Key]]) -> bool:
	"""Bring the stored keys of the customers named in line with `wanted`; rows that fit are left alone.

	Tells whether any row was other than wanted.
	"""
	stored, outdated, weights = defaultdict(set), [], {}
	for row in _stored(list(wanted)):
		weights[row.customer] = max(row.weight, weights.get(row.customer, 0))
		if row.key_version == KEY_VERSION and (row.kind, row.search_key) in wanted[row.customer]:
			stored[row.customer].add((row.kind, row.search_key))
		else:
			outdated.append(row.name)
	for start in range(0, len(outdated), DELETED_AT_ONCE):
		frappe.db.delete(DOCTYPE, {"name": ("in", outdated[start : start + DELETED_AT_ONCE])})
	missing = {
		customer: keys - stored[customer] for customer, keys in wanted.items() if keys - stored[customer]
	}
	unweighed = [customer for customer in missing if not weights.get(customer)]
	_insert(missing, weights | (weights_of(unweighed) if unweighed else {}))
	return bool(outdated or missing)


def delete_keys(customer: str) -> None:
	"""Remove all keys of a customer who is being deleted."""
	frappe.db.delete(DOCTYPE, {"customer": customer})


def _stored(customers: list[str]) -> list:
	key = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(key).select(*[key[column] for column in COLUMNS])
	return query.where(key.customer.isin(customers)).run(as_dict=True) if customers else []


def _insert(keys: dict[str, set[Key]], weights: dict[str, int]) -> None:
	rows = sorted((kind, key, customer) for customer, own in keys.items() for kind, key in own)
	if not rows:
		return
	add_words(key for kind, key, _customer in rows if kind == "name_token")
	insert_rows(
		DOCTYPE,
		COLUMNS,
		(
			(name, customer, kind, key, weights.get(customer, 0), KEY_VERSION)
			for name, (kind, key, customer) in zip(row_names(len(rows)), rows, strict=True)
		),
	)
