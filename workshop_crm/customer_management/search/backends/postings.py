"""Who holds a search key: reads of Customer Search Key by its index, the heaviest customers first."""

import frappe
from pypika import Order
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.keys import DOCTYPE
from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.customer_management.search.backends import Hit, Narrowing

MOST_SORTED = 600


def holders(kind: str, keys: list[str], narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return at most `limit` customers who hold one of `keys` of this kind, the heaviest first.

	The kind of the Hit is that of the key; whoever calls gives it its own.
	"""
	keys = [key for key in dict.fromkeys(keys) if key]
	if not keys:
		return []
	row = frappe.qb.DocType(DOCTYPE)
	if len(keys) == 1:
		query = _holders(row, (row.kind == kind) & (row.search_key == keys[0]), narrowing)
		return _hits(query.orderby(row.weight, order=Order.desc).limit(limit))
	# One key is read from its heavy end; several must be sorted, so they are cut off first.
	found = _holders(row, (row.kind == kind) & row.search_key.isin(keys), narrowing).limit(MOST_SORTED)
	query = frappe.qb.from_(found).select(found.customer, found.kind, found.search_key, found.weight)
	return _hits(query.orderby(found.weight, order=Order.desc).limit(limit))


def beginning(prefixes: list[tuple[str, str]], narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return at most `limit` customers who hold a key that begins with one of `prefixes` (kind, beginning).

	In the order of the keys, so that a key which is the whole prefix comes first.
	"""
	found: list[Hit] = []
	for together in _one_of_each_kind(prefixes):
		if len(found) < limit:
			found += _beginning(together, narrowing, limit - len(found))
	return found


def _one_of_each_kind(prefixes: list[tuple[str, str]]) -> list[dict[str, str]]:
	"""SQLite reads all keys of a kind for two prefixes of it in one query."""
	groups: list[dict[str, str]] = []
	for kind, prefix in prefixes:
		if prefix:
			free = next((group for group in groups if kind not in group), None)
			groups += [] if free is not None else [{}]
			(free if free is not None else groups[-1])[kind] = prefix
	return groups


def _beginning(prefixes: dict[str, str], narrowing: Narrowing, limit: int) -> list[Hit]:
	row = frappe.qb.DocType(DOCTYPE)
	asked = [(row.kind == kind) & row.search_key.like(f"{prefix}%") for kind, prefix in prefixes.items()]
	return _hits(_holders(row, Criterion.any(asked), narrowing).limit(limit))


def _holders(row, asked: Criterion, narrowing: Narrowing):
	query = frappe.qb.from_(row).select(row.customer, row.kind, row.search_key, row.weight).where(asked)
	if not narrowing.only_divisions:
		customer = frappe.qb.DocType("Customer")
		return query.join(customer).on(customer.name == row.customer).where(narrowing.on_customer(customer))
	visible = visible_customer_criterion(customer_field=row.customer)
	return query if visible is None else query.where(visible)


def _hits(query) -> list[Hit]:
	return [Hit(customer, kind, key, weight=weight) for customer, kind, key, weight in query.run()]
