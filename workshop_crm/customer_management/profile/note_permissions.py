"""Who reads which note: one condition, used for lists, documents, reports and the API.

A note is seen by those who see its customer and its division; a private one by its writer and the
Administrator only, whatever roles another user has.
"""

import frappe
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.permissions import (
	can_see_customer,
	visible_companies,
	visible_customer_criterion,
)

DOCTYPE = "Customer Note"
GUARDED_FIELDS = ["owner", "is_private", "customer", "company"]


def visible_note_criterion(user: str | None = None) -> Criterion | None:
	"""Return the query condition on Customer Note for `user` (default: the session's).

	None for the Administrator, who sees all.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return None
	note = frappe.qb.DocType(DOCTYPE)
	own_or_open = (note.is_private == 0) | (note.owner == user)
	companies = visible_companies(user)
	if companies is None:
		return own_or_open
	of_division = note.company.isnull() | note.company.isin(["", *companies])
	return own_or_open & of_division & visible_customer_criterion(user, note.customer)


def note_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Note; every value in the text comes from the site's records."""
	criterion = visible_note_criterion(user)
	if criterion is None:
		return ""
	return criterion.get_sql(quote_char="`", with_namespace=True, subquery=True)


def has_note_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny what the condition hides; abstain otherwise, so that roles decide.

	The stored note is asked, not only the one at hand: a browser could send the note of another with itself
	as its writer.
	"""
	user = user or frappe.session.user
	if user == "Administrator":
		return None
	stored = (
		frappe.db.get_value(DOCTYPE, doc.name, GUARDED_FIELDS, as_dict=True) if not doc.is_new() else None
	)
	denied = _is_hidden(doc, user, is_new=stored is None) or (stored and _is_hidden(stored, user))
	return False if denied else None


def _is_hidden(note, user: str, is_new: bool = False) -> bool:
	if note.is_private and not is_new and note.owner != user:
		return True
	companies = visible_companies(user)
	if companies is None:
		return False
	other_division = bool(note.company) and note.company not in companies
	return other_division or (bool(note.customer) and not can_see_customer(note.customer, user))
