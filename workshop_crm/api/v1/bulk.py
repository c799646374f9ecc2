"""One thing done to many customers over HTTP: preview, start, follow, stop, resume, undo."""

from typing import Literal

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit

from workshop_crm.api.arguments import page_of, read_as, shaped
from workshop_crm.api.v1.segments import stored_conditions
from workshop_crm.api.v1.shapes import BulkSource
from workshop_crm.customer_management.profile.bulk import preview as previews
from workshop_crm.customer_management.profile.bulk import records
from workshop_crm.customer_management.profile.bulk import start as starts
from workshop_crm.customer_management.profile.bulk.actions import may_use, registered_actions

HOUR = 3600
Parameters = dict[str, str | None]
Outcomes = Literal["Waiting", "Changed", "Skipped", "Undone", "Kept"]


@frappe.whitelist(methods=["GET", "POST"])
def actions() -> list[dict]:
	"""What the user may do to many customers: name, label, description, most, may_undo, parameters.

	A parameter has name, label, kind (text, long text, date, select), required, options (value, label). Raises
	PermissionError.
	"""
	frappe.has_permission(records.DOCTYPE, "create", throw=True)
	return [_described(action) for action in registered_actions().values() if may_use(action)]


@shaped(parameters=Parameters, source=BulkSource)
@frappe.whitelist(methods=["POST"])
@rate_limit(limit=600, seconds=HOUR)
def preview(action: str, source: str | dict, parameters: str | dict | None = None) -> dict:
	"""What an action would do; nothing is written.

	Returns count (found), checked (looked at, 1,000 at most), would_change and skipped (reason, count) among these,
	unseen (chosen, but not to be seen by the user), rows (the first ten, each with its reason). Raises
	BulkActionError, SegmentError, DivisionAccessError, PermissionError.
	"""
	frappe.has_permission(records.DOCTYPE, "create", throw=True)
	return previews.preview(action, _parameters(parameters), _source(source))


@shaped(parameters=Parameters, source=BulkSource)
@frappe.whitelist(methods=["POST"])
@rate_limit(limit=60, seconds=HOUR)
def start(action: str, source: str | dict, parameters: str | dict | None = None) -> dict:
	"""Queue an action for a segment, conditions, or up to 1,000 chosen customers. Returns the progress.

	Raises BulkActionError for an unknown action, wrong parameters, nobody or too many, and for what is at work
	already; SegmentError, DivisionAccessError, PermissionError.
	"""
	return starts.start(action, _parameters(parameters), _source(source))


@frappe.whitelist(methods=["GET", "POST"])
def progress(bulk_action: str) -> dict:
	"""How far an action is: status, total, done, changed, skipped, undone, percent, reasons (reason, count), file
	(whether there is one), may_undo. Raises PermissionError, DoesNotExistError.
	"""
	_readable(bulk_action)
	return records.progress(bulk_action)


@frappe.whitelist(methods=["POST"])
def stop(bulk_action: str) -> dict:
	"""Stop after the batch at hand. Returns the progress. Raises BulkActionError, PermissionError."""
	return starts.stop(bulk_action)


@frappe.whitelist(methods=["POST"])
def resume(bulk_action: str) -> dict:
	"""Go on after a stop, a failure or a killed worker; nobody is changed twice. Returns the progress.

	Raises BulkActionError when there is nothing left to do, PermissionError.
	"""
	return starts.resume(bulk_action)


@frappe.whitelist(methods=["POST"])
def undo(bulk_action: str) -> dict:
	"""Take back exactly what an action changed, in the background. Returns the progress.

	Raises BulkActionError for an action that cannot be undone, was undone, is at work, or changed nobody;
	PermissionError.
	"""
	return starts.undo(bulk_action)


@frappe.whitelist(methods=["GET", "POST"])
def rows(
	bulk_action: str, outcome: Outcomes | None = None, limit_start: int = 0, limit_page_length: int = 20
) -> dict:
	"""What became of each customer whom the user may see: rows (customer, customer_name, customer_name_ar,
	customer_number, outcome, reason), has_more, next_start. Raises PermissionError, ValidationError for over 100 rows.
	"""
	start_at, limit = page_of(limit_start, limit_page_length)
	_readable(bulk_action)
	found = records.rows_of(bulk_action, outcome, start_at, limit + 1)
	return _page(found, start_at, limit)


@frappe.whitelist(methods=["GET", "POST"])
def as_file(bulk_action: str) -> None:
	"""Download the file of an export. Raises PermissionError without the right to export, DoesNotExistError."""
	_readable(bulk_action)
	frappe.has_permission("Customer", "export", throw=True)
	name = records.exported_file(bulk_action)
	if not name:
		frappe.throw(_("This action has made no file."), frappe.DoesNotExistError)
	file = frappe.get_doc("File", name)
	frappe.response["filename"] = file.file_name
	with open(file.get_full_path(), "rb") as content:
		frappe.response["filecontent"] = content.read()
	frappe.response["type"] = "binary"


def _described(action) -> dict:
	parameters = [
		{
			"name": parameter.name,
			"label": parameter.label,
			"kind": parameter.kind,
			"required": parameter.required,
			"options": [
				{"value": value, "label": label}
				for value, label in (parameter.options() if parameter.options else [])
			],
		}
		for parameter in action.parameters
	]
	shown = {"name": action.name, "label": action.label, "description": action.description}
	return {**shown, "most": action.most, "may_undo": action.undo is not None, "parameters": parameters}


def _parameters(parameters: str | dict | None) -> dict:
	return read_as(Parameters, parameters or {})


def _source(source: str | dict) -> dict:
	read = dict(read_as(BulkSource, source))
	if "conditions" in read:
		read["conditions"] = stored_conditions(read["conditions"])
	return read


def _readable(bulk_action: str):
	document = frappe.get_doc(records.DOCTYPE, bulk_action)
	document.check_permission("read")
	return document


def _page(found: list, start_at: int, limit: int) -> dict:
	page = found[:limit]
	return {"rows": page, "has_more": len(found) > limit, "next_start": start_at + len(page)}


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(segment: str | None = None, limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""Actions that the user may see, the latest first, of one segment when given: rows as `progress` without reasons.

	Raises PermissionError, ValidationError for more than 100 rows.
	"""
	start_at, limit = page_of(limit_start, limit_page_length)
	found = frappe.get_list(
		records.DOCTYPE,
		filters={"segment": segment} if segment else {},
		fields=[*records.SHOWN],
		order_by="creation desc, name desc",
		limit_start=start_at,
		limit_page_length=limit + 1,
	)
	known = registered_actions()
	return _page([records.described(row, known) for row in found], start_at, limit)
