"""The likely pairs of the sweep as staff read them: who the two are, and why they look like one person."""

import frappe

from workshop_crm.customer_management.profile.keys import DOCTYPE as KEY
from workshop_crm.customer_management.profile.merging.sweep import KINDS, PAIR, judge, says_something

PERSON_FIELDS = ["name", "customer_name", "customer_name_ar", "customer_number", "mobile_no", "creation"]


def open_pairs(start: int = 0, limit: int = 20) -> dict:
	"""Return a page of the open pairs whose customers the session's user both sees, the likeliest first.

	Returns `rows` (name, score, reasons, customers), `has_more` and `next_start`. Raises frappe.PermissionError.
	"""
	fields = ["name", "customer", "other_customer", "score", "reasons"]
	order = "score desc, creation asc, name asc"
	page = {"limit_start": start, "limit_page_length": limit + 1}
	found = frappe.get_list(PAIR, filters={"status": "Open"}, fields=fields, order_by=order, **page)
	shown = found[:limit]
	people = _people(shown)
	rows = [_described(row, people) for row in shown]
	return {"rows": rows, "has_more": len(found) > limit, "next_start": start + len(shown)}


def _people(pairs: list) -> dict:
	names = {name for row in pairs for name in (row.customer, row.other_customer)}
	filters = {"name": ("in", list(names))}
	rows = frappe.get_all("Customer", filters=filters, fields=PERSON_FIELDS, order_by=None) if names else []
	return {row.name: row for row in rows}


def _described(row, people: dict) -> dict:
	sides = [people[name] for name in (row.customer, row.other_customer) if name in people]
	reasons = _reasons_now(row.customer, row.other_customer) or (row.reasons or "").splitlines()
	return {"name": row.name, "score": row.score, "reasons": reasons, "customers": sides}


def _reasons_now(first: str, second: str) -> list[str]:
	"""Return the reasons in the reader's language; those stored with the pair are in the language of the sweep."""
	filters = {"customer": ("in", [first, second]), "kind": ("in", list(KINDS))}
	seen, reasons = {}, {}
	for row in frappe.get_all(KEY, filters=filters, fields=["customer", "kind", "search_key"], order_by=None):
		place = (row.kind, row.search_key)
		if seen.setdefault(place, row.customer) != row.customer and says_something(*place):
			reasons[judge(*place, first, second)[1]] = list(KINDS).index(row.kind)
	return sorted(reasons, key=reasons.get)
