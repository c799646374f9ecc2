"""Who sees which document: whoever sees its customer and its division; the same in lists, documents and files."""

import frappe
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.permissions import (
	can_see_customer,
	condition_as_text,
	visible_companies,
	visible_customer_criterion,
)

DOCTYPE = "Customer Document"
GUARDED_FIELDS = ["customer", "company"]


def visible_document_criterion(user: str | None = None) -> Criterion | None:
	"""Return the query condition on Customer Document for `user` (default: the session's); None where all are visible."""
	companies = visible_companies(user)
	if companies is None:
		return None
	document = frappe.qb.DocType(DOCTYPE)
	of_division = document.company.isnull() | document.company.isin(["", *companies])
	return of_division & visible_customer_criterion(user, document.customer)


def document_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Document."""
	return condition_as_text(visible_document_criterion(user))


def has_document_permission(
	doc, ptype: str | None = None, user: str | None = None, **_context
) -> bool | None:
	"""Deny what the condition hides; abstain otherwise, so that roles decide. Frappe asks this for the file too.

	The stored document is asked besides the one at hand: a browser could send it with a division of its own.
	"""
	companies = visible_companies(user)
	if companies is None:
		return None
	stored = None if doc.is_new() else frappe.db.get_value(DOCTYPE, doc.name, GUARDED_FIELDS, as_dict=True)
	hidden = any(_is_hidden(row, companies, user) for row in (doc, stored) if row)
	return False if hidden else None


def _is_hidden(document, companies: list[str], user: str | None) -> bool:
	other_division = bool(document.company) and document.company not in companies
	return other_division or (bool(document.customer) and not can_see_customer(document.customer, user))
