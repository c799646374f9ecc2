"""Customer segments over HTTP: the facts to ask, kept segments, and the customers in them."""

import frappe

from workshop_crm.api.arguments import page_of, read_as, shaped
from workshop_crm.api.v1.shapes import SegmentChanges, SegmentCondition
from workshop_crm.customer_management.profile.segments import facts as segment_facts
from workshop_crm.customer_management.profile.segments import segments
from workshop_crm.customer_management.profile.segments.conditions import operator_labels, values_in
from workshop_crm.customer_management.profile.segments.segments import DOCTYPE

FIRST_ROWS = 10
LIST_FIELDS = ["name", "segment_name", "company", "description", "last_count", "last_counted_on", "modified"]
Conditions = list[SegmentCondition]


@frappe.whitelist(methods=["GET", "POST"])
def facts() -> list[dict]:
	"""What a condition may ask: name, label, kind, operators (value, label), options (value, label).

	Raises PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	labels = operator_labels()
	return [
		{
			"name": fact.name,
			"label": fact.label,
			"kind": fact.kind,
			"operators": [{"value": name, "label": labels[name]} for name in fact.allowed_operators],
			"options": segment_facts.options_of(fact),
		}
		for fact in segment_facts.registered_facts().values()
	]


@frappe.whitelist(methods=["GET", "POST"])
def get(segment: str) -> dict:
	"""One segment with its conditions: fact, operator, values. Raises PermissionError, DoesNotExistError."""
	return _described(_document(segment, "read"))


@shaped(conditions=Conditions)
@frappe.whitelist(methods=["POST"])
def create(
	segment_name: str, conditions: str | list, company: str | None = None, description: str | None = None
) -> dict:
	"""Keep conditions under a name, for one division or, without `company`, for all.

	Returns the segment as `get` does. Raises SegmentError naming what is wrong with a condition,
	DuplicateEntryError, DivisionAccessError, PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "create", throw=True)
	rows = stored_conditions(read_as(Conditions, conditions))
	# Frappe fills in the user's default company; here an empty division means all.
	values = {"segment_name": segment_name.strip(), "company": company or "", "description": description}
	return _described(frappe.get_doc({"doctype": DOCTYPE, **values, "conditions": rows}).insert())


@shaped(changes=SegmentChanges)
@frappe.whitelist(methods=["POST"])
def update(segment: str, changes: str | dict) -> dict:
	"""Change division, description or conditions of a segment; conditions replace those before.

	Returns the segment as `get` does. Raises SegmentError, DivisionAccessError, PermissionError,
	DoesNotExistError.
	"""
	document = _document(segment, "write")
	values = dict(read_as(SegmentChanges, changes))
	if "conditions" in values:
		document.set("conditions", stored_conditions(values.pop("conditions")))
	document.update(values)
	return _described(document.save())


@frappe.whitelist(methods=["POST"])
def delete(segment: str) -> dict:
	"""Remove a segment; its customers stay. Returns {"deleted": name}.

	Raises PermissionError, DoesNotExistError.
	"""
	_document(segment, "delete").delete()
	return {"deleted": segment}


@shaped(conditions=Conditions)
@frappe.whitelist(methods=["GET", "POST"])
def preview(conditions: str | list, company: str | None = None, limit_start: int = 0) -> dict:
	"""How many customers the user finds by conditions that are not kept yet, and ten of them: rows, has_more, next_start.

	`count` comes with the first page only. Raises SegmentError, DivisionAccessError, PermissionError.
	"""
	_require_right_to_find()
	rows = stored_conditions(read_as(Conditions, conditions))
	start, limit = page_of(limit_start, FIRST_ROWS)
	found = segments.find_customers(rows, company or None, start, limit)
	return found if start else {"count": segments.count_customers(rows, company or None), **found}


@frappe.whitelist(methods=["GET", "POST"])
def count(segment: str) -> dict:
	"""How many customers the user finds in a segment: {"count": number}. Raises PermissionError."""
	_require_right_to_find()
	document = _document(segment, "read")
	return {"count": segments.count_customers(document.conditions, document.company)}


@frappe.whitelist(methods=["GET", "POST"])
def customers(segment: str, limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""The customers of a segment whom the user may see, by name: rows, has_more, next_start.

	Raises PermissionError, DoesNotExistError, ValidationError for more than 100 rows.
	"""
	_require_right_to_find()
	document = _document(segment, "read")
	page = page_of(limit_start, limit_page_length)
	return segments.find_customers(document.conditions, document.company, *page)


@frappe.whitelist(methods=["GET", "POST"])
def as_file(segment: str) -> None:
	"""Download the customers of a segment whom the user may see as a CSV file, at most 100,000 of them.

	Raises PermissionError without the right to export customers, DoesNotExistError.
	"""
	_require_right_to_find()
	document = _document(segment, "read")
	text = segments.customers_as_csv(document.conditions, document.company)
	frappe.response["filename"] = "segment.csv"
	# The mark at the start makes Excel read the Arabic names as UTF-8.
	frappe.response["filecontent"] = ("\ufeff" + text).encode()
	frappe.response["type"] = "binary"


def _require_right_to_find() -> None:
	frappe.has_permission(DOCTYPE, "read", throw=True)
	frappe.has_permission("Customer", "read", throw=True)


def _document(segment: str, permission: str):
	document = frappe.get_doc(DOCTYPE, segment)
	document.check_permission(permission)
	return document


def stored_conditions(conditions: Conditions) -> list[dict]:
	"""Return conditions as a segment keeps them: values as lines of one text."""
	return [
		{
			"fact": row["fact"],
			"operator": row["operator"],
			"value": "\n".join(str(value) for value in row.get("values", [])),
		}
		for row in conditions
	]


def _described(document) -> dict:
	conditions = [
		{"fact": row.fact, "operator": row.operator, "values": values_in(row.value)}
		for row in document.conditions
	]
	described = {field: document.get(field) for field in LIST_FIELDS}
	return {**described, "conditions": conditions, "may_write": bool(document.has_permission("write"))}


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""Segments that the user may see, by name: rows, has_more, next_start. The count is that of the last save.

	Raises PermissionError, ValidationError for more than 100 rows.
	"""
	start, limit = page_of(limit_start, limit_page_length)
	frappe.has_permission(DOCTYPE, "read", throw=True)
	found = frappe.get_list(
		DOCTYPE, fields=LIST_FIELDS, order_by="name", limit_start=start, limit_page_length=limit + 1
	)
	page = found[:limit]
	return {"rows": page, "has_more": len(found) > limit, "next_start": start + len(page)}
