"""Who of the staff sees which vehicle and device: whoever sees its owner; the same in lists and documents.

A thing without an owner is seen by those who see one of its drivers, fleets or former owners, and by all where nobody ever
had it. Rows of ownership are seen with their customer.
"""

import frappe
from pypika.terms import Criterion, ExistsCriterion

from workshop_crm.customer_management.profile.permissions import (
	ACCOUNT,
	can_see_customer,
	condition_as_text,
	visible_companies,
	visible_customer_criterion,
)
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, DOCTYPE, VEHICLE


def visible_item_criterion(doctype: str, user: str | None = None) -> Criterion | None:
	"""Return the query condition on Customer Vehicle or Customer Device, or None where all are visible."""
	if visible_companies(user) is None:
		return None
	item, row = frappe.qb.DocType(doctype), frappe.qb.DocType(DOCTYPE)
	rows = (
		frappe.qb.from_(row).select(row.name).where((row.item_doctype == doctype) & (row.item == item.name))
	)
	seen_by_row = ExistsCriterion(rows.where(visible_customer_criterion(user, row.customer)))
	never_had = ExistsCriterion(rows).negate()
	return visible_customer_criterion(user, item.current_owner) | (
		item.current_owner.isnull() & (seen_by_row | never_had)
	)


def vehicle_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Vehicle."""
	return condition_as_text(visible_item_criterion(VEHICLE, user))


def device_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Device."""
	return condition_as_text(visible_item_criterion(DEVICE, user))


def ownership_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Vehicle Ownership."""
	return condition_as_text(visible_customer_criterion(user, frappe.qb.DocType(DOCTYPE).customer))


def has_item_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny a vehicle or device of a customer of other divisions; abstain otherwise, so that roles decide."""
	return None if doc.is_new() or can_see_item(doc.doctype, doc.name, user) else False


def has_ownership_permission(
	doc, ptype: str | None = None, user: str | None = None, **_context
) -> bool | None:
	"""Deny a row about a customer of other divisions, and a new one about a thing of other divisions; abstain otherwise."""
	hidden = doc.customer and not can_see_customer(doc.customer, user)
	if doc.is_new() and doc.item and not can_see_item(doc.item_doctype, doc.item, user):
		hidden = True
	return False if hidden else None


def can_see_item(doctype: str, name: str, user: str | None = None) -> bool:
	"""Tell whether `user` may see this vehicle or device, asked of what is stored."""
	criterion = visible_item_criterion(doctype, user)
	if criterion is None:
		return True
	item = frappe.qb.DocType(doctype)
	return bool(frappe.qb.from_(item).select(item.name).where((item.name == name) & criterion).run())


def visible_customers(customers: set[str], user: str | None = None) -> set[str]:
	"""Return those of `customers` whom `user` may see, in one query."""
	companies = visible_companies(user)
	if companies is None or not customers:
		return customers
	filters = {"customer": ("in", sorted(customers)), "company": ("in", companies)}
	return set(frappe.get_all(ACCOUNT, filters=filters, pluck="customer", order_by=None))
