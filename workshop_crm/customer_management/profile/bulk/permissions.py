"""Who sees a bulk action: staff limited to divisions only their own, as its file and counts reach further than they do.

An export is seen by who asked for it, and by those who may export customers themselves.
"""

import frappe

from workshop_crm.customer_management.profile.bulk.records import DOCTYPE
from workshop_crm.customer_management.profile.permissions import condition_as_text, visible_companies

EXPORT = "export"


def bulk_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Bulk Action."""
	user = user or frappe.session.user
	record = frappe.qb.DocType(DOCTYPE)
	if visible_companies(user) is not None:
		return condition_as_text(record.requested_by == user)
	if frappe.has_permission("Customer", EXPORT, user=user):
		return ""
	return condition_as_text((record.requested_by == user) | (record.action != EXPORT))


def has_bulk_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny an action that `bulk_query_condition` hides; abstain otherwise, so that roles decide."""
	user = user or frappe.session.user
	if doc.is_new() or doc.requested_by == user:
		return None
	if visible_companies(user) is not None:
		return False
	return None if doc.action != EXPORT or frappe.has_permission("Customer", EXPORT, user=user) else False
