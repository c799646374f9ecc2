"""Facts of segments and credit: whether a customer is in a kept segment, and may buy on credit."""

import frappe
from frappe import _
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.segments.conditions import (
	IN,
	IS,
	IS_NOT,
	NEGATIVE,
	NOT_IN,
	OPERATORS,
	SET,
	Test,
)
from workshop_crm.customer_management.profile.segments.facts import Fact, Scope, on_any_row
from workshop_crm.customer_management.profile.segments.profile_facts import accounts, yes_or_no
from workshop_crm.exceptions import SegmentError

SEGMENT, LIMIT = "Customer Segment", "Customer Credit Limit"


def membership_facts() -> list[Fact]:
	"""Return the facts of segments and credit, for the hook list `segment_facts`."""
	credit = on_any_row(accounts, lambda account: account.allow_credit, "check")
	limit = on_any_row(_limits, lambda row: row.credit_limit, "number")
	choices = (IS, IS_NOT, IN, NOT_IN)
	return [
		Fact("segment", _("Segment"), "link", _in_segment, doctype=SEGMENT, operators=choices),
		Fact("allow_credit", _("May Buy on Credit"), "check", credit, options=yes_or_no()),
		Fact("credit_limit", _("Credit Limit"), "number", limit, operators=(*OPERATORS["number"], SET)),
	]


def _in_segment(test: Test, scope: Scope) -> Criterion:
	found = Criterion.any([_of_segment(name, scope) for name in test.values])
	return found.negate() if test.operator in NEGATIVE else found


def _of_segment(name: str, scope: Scope) -> Criterion:
	"""All conditions of the segment hold; of one division, in that division only.

	Raises SegmentError for a segment that asks about segments itself: it might lead back to this one.
	"""
	from workshop_crm.customer_management.profile.segments.segments import conditions_on, read_conditions

	segment = frappe.get_doc(SEGMENT, name)
	segment.check_permission("read")
	if any(row.fact == "segment" for row in segment.conditions):
		message = _("The segment {0} asks about segments itself, so it cannot be asked about.")
		frappe.throw(message.format(segment.segment_name), SegmentError)
	asked = conditions_on(read_conditions(segment.conditions), segment.company or None)
	return Criterion.all([*asked(scope.customer), scope.customer.disabled == 0])


def _limits(scope: Scope):
	row = frappe.qb.DocType(LIMIT).as_("fact_limit")
	query = frappe.qb.from_(row).select(row.name).where(row.parent == scope.customer.name)
	return scope.within(query.where(row.parenttype == "Customer"), row.company), row
