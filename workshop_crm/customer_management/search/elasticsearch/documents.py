"""Customers as the index holds them: their search keys by kind, and the divisions whose staff may find them."""

import frappe

from workshop_crm.customer_management.profile import keys
from workshop_crm.customer_management.search.elasticsearch.mapping import KINDS

ACCOUNT = "Customer Division Account"
# The consonants of a name are kept word by word; pairs of them spare a database what the engine does anyway.
SOUNDS = "name_key"
READ = (*KINDS, "address", SOUNDS)


def documents(customers: list[str]) -> dict[str, dict]:
	"""Return the document of each of `customers` that has search keys; the others are to be found by nobody."""
	found: dict[str, dict] = {}
	for customer, kind, key, weight in _keys_of(customers):
		document = found.setdefault(customer, {"customer": customer, "weight": weight})
		if kind == SOUNDS:
			document.setdefault("name_sound", []).extend(key.split())
		else:
			document.setdefault(kind, []).append(key)
	for customer, company in _accounts_of(list(found)):
		found[customer].setdefault("company", []).append(company)
	return found


def _keys_of(customers: list[str]) -> list[tuple]:
	row = frappe.qb.DocType(keys.DOCTYPE)
	query = frappe.qb.from_(row).select(row.customer, row.kind, row.search_key, row.weight)
	return query.where(row.customer.isin(customers) & row.kind.isin(READ)).run()


def _accounts_of(customers: list[str]) -> list[tuple]:
	row = frappe.qb.DocType(ACCOUNT)
	query = frappe.qb.from_(row).select(row.customer, row.company)
	return query.where(row.customer.isin(customers)).run() if customers else []
