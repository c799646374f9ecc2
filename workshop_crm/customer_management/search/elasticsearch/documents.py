"""Customers as the index holds them: their search keys by kind, and the divisions whose staff may find them."""

import frappe

from workshop_crm.customer_management.profile import keys
from workshop_crm.customer_management.search.elasticsearch.mapping import KINDS

STORED = {*KINDS, "address"}


def documents(customers: list[str]) -> dict[str, dict]:
	"""Return the document of each of `customers` that has search keys; the others are to be found by nobody."""
	found: dict[str, dict] = {}
	for row in _keys_of(customers):
		document = found.setdefault(row.customer, {"customer": row.customer, "weight": row.weight})
		if row.kind == "name_key":
			document.setdefault("name_sound", []).extend(row.search_key.split())
		elif row.kind in STORED:
			document.setdefault(row.kind, []).append(row.search_key)
	for row in _accounts_of(list(found)):
		found[row.customer].setdefault("company", []).append(row.company)
	return found


def _keys_of(customers: list[str]) -> list:
	filters = {"customer": ("in", customers)}
	fields = ["customer", "kind", "search_key", "weight"]
	return frappe.get_all(keys.DOCTYPE, filters, fields, order_by=None, limit_page_length=0)


def _accounts_of(customers: list[str]) -> list:
	if not customers:
		return []
	filters = {"customer": ("in", customers)}
	fields = ["customer", "company"]
	return frappe.get_all("Customer Division Account", filters, fields, order_by=None, limit_page_length=0)
