"""Starting, stopping, resuming and undoing a bulk action; the work itself is done by a worker (run.py)."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile.bulk import records, targets
from workshop_crm.customer_management.profile.bulk.actions import BulkAction, action_named, usable_action
from workshop_crm.customer_management.profile.queue import enqueue_once
from workshop_crm.exceptions import BulkActionError

# 100,000 customers whose documents are saved one by one take some hours on one worker.
TIMEOUT_SECONDS = 6 * 60 * 60
MOST_AT_ONCE = 3


def start(action_name: str, parameters: dict, source: dict) -> dict:
	"""Queue the action for the customers that the user finds; returns its progress.

	Raises BulkActionError for an unknown action, wrong parameters, no or too many customers, and for what is at work
	already; SegmentError, DivisionAccessError, frappe.PermissionError.
	"""
	frappe.has_permission(records.DOCTYPE, "create", throw=True)
	action = usable_action(action_name)
	values = action.read(parameters)
	chosen = targets.read_source(source)
	names = targets.visible_names(chosen.names)
	total = len(names) if chosen.names else targets.count(chosen)
	_check_number(action, total)
	_refuse_repeated(action, values, chosen, names)
	document = records.make(action, values, chosen, total)
	if names:
		records.write_rows(document.name, names)
	queue(document.name)
	return records.progress(document.name)


def stop(name: str) -> dict:
	"""Stop after the batch at hand; what is done stays. Raises BulkActionError when it is not at work."""
	_require_own(name)
	if records.locked_status(name) not in (records.QUEUED, records.RUNNING):
		frappe.throw(_("Only an action that is waiting or at work can be stopped."), BulkActionError)
	records.change(name, status=records.STOPPED, finished_on=now_datetime())
	return records.progress(name)


def resume(name: str) -> dict:
	"""Go on with an action that was stopped, failed, or whose worker died; nobody is changed twice.

	Raises BulkActionError when there is nothing to go on with, frappe.PermissionError.
	"""
	document = _require_own(name)
	usable_action(document.action)
	status = records.locked_status(name)
	if status not in (records.STOPPED, records.FAILED, *records.ACTIVE):
		frappe.throw(_("There is nothing left to do in this action."), BulkActionError)
	undoing = status == records.UNDOING or (status == records.FAILED and document.undone_by)
	records.change(name, status=records.UNDOING if undoing else records.QUEUED, error="")
	queue(name)
	return records.progress(name)


def undo(name: str) -> dict:
	"""Queue the undoing: exactly what this action changed, where it still stands. Returns the progress.

	Raises BulkActionError for an action that cannot be undone, is at work, or changed nothing; frappe.PermissionError.
	"""
	document = _require_own(name)
	if not action_named(document.action).undo:
		frappe.throw(_("This action cannot be undone."), BulkActionError)
	usable_action(document.action)
	status = records.locked_status(name)
	if status in (records.UNDOING, records.WAS_UNDONE):
		frappe.throw(_("This action was undone already."), BulkActionError)
	if status in records.ACTIVE:
		frappe.throw(_("Please stop the action before you undo it."), BulkActionError)
	if not frappe.db.exists(records.ROW, {"bulk_action": name, "outcome": records.CHANGED}):
		frappe.throw(_("This action changed nobody, so there is nothing to undo."), BulkActionError)
	records.change(name, status=records.UNDOING, undone_by=frappe.session.user, error="")
	queue(name)
	return records.progress(name)


def queue(name: str) -> None:
	"""Let a worker go on with this action. Asking twice queues it once."""
	enqueue_once(
		"workshop_crm.customer_management.profile.bulk.tasks.run_queued_action",
		job_id=f"customer_bulk_action::{name}",
		timeout=TIMEOUT_SECONDS,
		bulk_action=name,
	)


def _check_number(action: BulkAction, total: int) -> None:
	if not total:
		frappe.throw(_("There is no customer to do this to."), BulkActionError)
	if total > action.most:
		message = _("This can be done to at most {0} customers at once; there are {1}.")
		frappe.throw(message.format(action.most, total), BulkActionError)


def _refuse_repeated(action: BulkAction, values: dict, chosen: targets.Source, names: list[str]) -> None:
	"""A second click, and too many at once: the worker does one after the other."""
	filters = {"requested_by": frappe.session.user, "status": ("in", records.ACTIVE)}
	fields = ["name", "action", "parameters", "conditions", "segment", "total"]
	active = frappe.get_all(records.DOCTYPE, filters=filters, fields=fields)
	if len(active) >= MOST_AT_ONCE:
		message = _("{0} of your actions are at work. Please wait until one of them has ended.")
		frappe.throw(message.format(len(active)), BulkActionError)
	for row in active:
		same = (row.action, row.segment or None) == (action.name, chosen.segment)
		if same and _same_values(row, values, chosen) and _same_names(row, names):
			frappe.throw(_("The same action is at work already."), BulkActionError)


def _same_values(row, values: dict, chosen: targets.Source) -> bool:
	conditions = records.as_text(chosen.conditions) if chosen.conditions else None
	parameters = records.as_text(frappe.parse_json(row.parameters or "{}"))
	kept = records.as_text(frappe.parse_json(row.conditions)) if row.conditions else None
	return parameters == records.as_text(values) and kept == conditions


def _same_names(row, names: list[str]) -> bool:
	if not names:
		return True
	kept = frappe.get_all(records.ROW, filters={"bulk_action": row.name}, pluck="customer")
	return set(kept) == set(names)


def _require_own(name: str):
	"""Return the record where the user may act on it: his own, or any for who keeps the system."""
	frappe.has_permission(records.DOCTYPE, "create", throw=True)
	document = frappe.get_doc(records.DOCTYPE, name)
	document.check_permission("read")
	if document.requested_by != frappe.session.user and "System Manager" not in frappe.get_roles():
		message = _("Only {0}, who started this action, can stop, resume or undo it.")
		frappe.throw(message.format(document.requested_by), frappe.PermissionError)
	return document
