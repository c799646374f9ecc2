"""Whom an action is about: a segment, conditions, or customers chosen by name; and who of them is left out, and why."""

import json
from typing import NamedTuple

import frappe
from frappe import _

from workshop_crm.customer_management.profile.bulk.actions import BulkAction
from workshop_crm.customer_management.profile.segments import segments
from workshop_crm.customer_management.profile.standing import combined
from workshop_crm.exceptions import BulkActionError

MOST_CHOSEN = 1_000


class Source(NamedTuple):
	"""Customers to be found by `conditions` within `company`, or the `names` chosen; `segment` names the origin."""

	segment: str | None = None
	conditions: tuple[dict, ...] = ()
	company: str | None = None
	names: tuple[str, ...] = ()


def read_source(source: dict) -> Source:
	"""Return the source given as one of `segment`, `conditions` (with `company`) or `customers` (names).

	Raises BulkActionError, SegmentError, DivisionAccessError, frappe.PermissionError.
	"""
	if sum(bool(source.get(kind)) for kind in ("segment", "conditions", "customers")) != 1:
		message = _("Please choose either a segment, or conditions, or customers.")
		frappe.throw(message, BulkActionError)
	if source.get("customers"):
		return _chosen(source["customers"])
	frappe.has_permission(segments.DOCTYPE, "read", throw=True)
	if not source.get("segment"):
		return Source(None, _plain(source["conditions"]), source.get("company") or None)
	document = frappe.get_doc(segments.DOCTYPE, source["segment"])
	document.check_permission("read")
	return Source(document.name, _plain(document.conditions), document.company or None)


def count(source: Source) -> int:
	"""Return how many customers the user finds by `source`; of chosen ones those that he may see."""
	if source.names:
		return len(visible_names(source.names))
	return segments.count_customers(list(source.conditions), source.company)


def names_in(source: Source, limit: int) -> list[str]:
	"""Return the names of at most `limit` customers, of chosen ones only those that the user may see."""
	if source.names:
		return visible_names(source.names)[:limit]
	return segments.names_of_customers(list(source.conditions), source.company, limit)


def visible_names(names: list[str] | tuple[str, ...]) -> list[str]:
	"""Return those of `names` that the session's user may read, in the same order."""
	if not names:
		return []
	filters = {"name": ("in", list(names))}
	found = set(frappe.get_list("Customer", filters=filters, pluck="name", limit_page_length=len(names)))
	return [name for name in names if name in found]


def judged(names: list[str], action: BulkAction, parameters: dict) -> tuple[list, dict[str, str]]:
	"""Return the customers on whom `action` can be done, as rows of Customer, and the reason for each other by name."""
	rows = _rows(names)
	refused = {name: _refusal(rows.get(name), action) for name in names}
	targets = [rows[name] for name in names if not refused[name]]
	if action.refusals and targets:
		refused |= action.refusals(targets, parameters)
	return [row for row in targets if not refused[row.name]], {
		name: reason for name, reason in refused.items() if reason
	}


def may_change(row) -> bool:
	"""Tell whether the session's user may change the customer of whom `row` holds the fields."""
	document = frappe.get_doc({**row, "doctype": "Customer"})
	return bool(frappe.has_permission("Customer", "write", doc=document))


def _chosen(names: list[str]) -> Source:
	names = tuple(dict.fromkeys(names))
	if len(names) > MOST_CHOSEN:
		message = _("At most {0} customers can be chosen one by one. Please make a segment of more.")
		frappe.throw(message.format(MOST_CHOSEN), BulkActionError)
	return Source(names=names)


def _plain(conditions: list) -> tuple[dict, ...]:
	rows = [{field: row.get(field) for field in ("fact", "operator", "value")} for row in conditions]
	segments.read_conditions(rows)
	return tuple(json.loads(json.dumps(rows)))


def _rows(names: list[str]) -> dict:
	visible = visible_names(names)
	filters = {"name": ("in", visible)}
	found = frappe.get_all("Customer", filters=filters, fields=["*"]) if visible else []
	return {row.name: row for row in found}


def _refusal(row, action: BulkAction) -> str:
	if row is None:
		return _("There is no such customer, or you may not see him.")
	if row.disabled:
		return _("The customer is disabled.")
	if action.standing and not combined(None, bool(row.is_blacklisted)).allows(action.standing):
		return _("The customer is blacklisted.")
	if action.right == "write" and not may_change(row):
		return _("You have no right to change this customer.")
	return ""
