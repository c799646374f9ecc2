"""Who of the staff sees which verification: whoever sees its customer; the same in lists and documents."""

import frappe

from workshop_crm.customer_management.profile.permissions import (
	can_see_customer,
	condition_as_text,
	visible_customer_criterion,
)
from workshop_crm.customer_management.profile.verification.records import DOCTYPE


def verification_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Verification."""
	return condition_as_text(visible_customer_criterion(user, frappe.qb.DocType(DOCTYPE).customer))


def has_verification_permission(
	doc, ptype: str | None = None, user: str | None = None, **_context
) -> bool | None:
	"""Deny what belongs to a customer of other divisions; abstain otherwise, so that roles decide."""
	return None if not doc.customer or can_see_customer(doc.customer, user) else False
