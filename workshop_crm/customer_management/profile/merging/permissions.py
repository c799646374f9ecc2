"""Who sees a likely pair, and who sees a merge: those who see the customers of it, everywhere."""

import frappe
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.permissions import (
	can_see_customer,
	condition_as_text,
	visible_companies,
	visible_customer_criterion,
)

PAIR, MERGE = "Customer Duplicate Pair", "Customer Merge"


def pair_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Duplicate Pair: both customers have to be visible."""
	if visible_companies(user) is None:
		return ""
	pair = frappe.qb.DocType(PAIR)
	sides = (pair.customer, pair.other_customer)
	return condition_as_text(Criterion.all([visible_customer_criterion(user, side) for side in sides]))


def merge_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Merge.

	While two customers are one, who sees the one that remains sees the merge; after an undo both have to be visible.
	"""
	if visible_companies(user) is None:
		return ""
	merge = frappe.qb.DocType(MERGE)
	target, source = (visible_customer_criterion(user, side) for side in (merge.target, merge.source))
	return condition_as_text(target & ((merge.status == "Merged") | source))


def has_pair_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny a pair with a customer of other divisions; abstain otherwise, so that roles decide."""
	return None if all(can_see_customer(name, user) for name in (doc.customer, doc.other_customer)) else False


def has_merge_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny a merge of customers of other divisions; abstain otherwise, so that roles decide."""
	sides = (doc.target,) if doc.status == "Merged" else (doc.target, doc.source)
	return None if all(can_see_customer(name, user) for name in sides) else False
