"""Which customers the session's user may find, and by what: divisions, other limits, private fields, filters."""

import frappe
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.identity import DOCTYPE as IDENTITY
from workshop_crm.customer_management.profile.permissions import visible_companies, visible_customer_criterion
from workshop_crm.customer_management.profile.segments.segments import (
	conditions_on,
	read_conditions,
	user_limits,
)
from workshop_crm.customer_management.search.backends import Narrowing

# What a user must be allowed to read to search by it.
ALWAYS = frozenset(("number", "name", "tag"))
OF_FIELDS = {"phone": "mobile_no", "email": "email_id"}
OF_DOCTYPES = {
	"identity": IDENTITY,
	"invoice": "Sales Invoice",
	"address": "Address",
	"plate": "Customer Vehicle",
	"vehicle": "Customer Vehicle",
}


def narrowing_of(conditions: list[dict], company: str | None = None) -> Narrowing:
	"""Return what limits the session's user and the filters chosen.

	Raises SegmentError for conditions that cannot be asked, DivisionAccessError for a division out of reach.
	"""
	asked = conditions_on(read_conditions(conditions) if conditions else [], company)

	def on_customer(customer) -> Criterion:
		visible = visible_customer_criterion(customer_field=customer.name)
		limits = [*user_limits(customer), *asked(customer)]
		# A segment holds no disabled customers, and filters find what the segment saved from them will hold.
		limits += [customer.disabled == 0] if conditions else []
		return Criterion.all(limits if visible is None else [*limits, visible])

	limited = bool(conditions or company or user_limits(frappe.qb.DocType("Customer")))
	return Narrowing(visible_companies(), searched_kinds(), on_customer, only_divisions=not limited)


def searched_kinds() -> frozenset[str]:
	"""Return the kinds of Hit by which the session's user may search."""
	readable = readable_fields()
	kinds = ALWAYS | {kind for kind, fieldname in OF_FIELDS.items() if fieldname in readable}
	return kinds | {kind for kind, doctype in OF_DOCTYPES.items() if frappe.has_permission(doctype, "read")}


def readable_fields() -> set[str]:
	"""Return the fields of Customer that the session's user may read, where levels of rights are in use."""
	return {"name", *frappe.get_meta("Customer").get_permitted_fieldnames(permission_type="read")}
