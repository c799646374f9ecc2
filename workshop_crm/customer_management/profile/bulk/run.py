"""The work of a bulk action, and of its undoing: batches, each committed as one.

What is done to a customer is written in the same transaction that notes it, so a run that is killed goes on without
doing anything twice. Rights are asked again in each batch, as those of the user who started the action.
"""

import frappe
from frappe import _
from frappe.utils import now_datetime, strip_html

from workshop_crm.customer_management.profile.bulk import records
from workshop_crm.customer_management.profile.bulk.actions import (
	CHANGED,
	KEPT,
	SKIPPED,
	BulkAction,
	Outcome,
	usable_action,
)
from workshop_crm.customer_management.profile.bulk.targets import (
	Source,
	judged,
	may_change,
	names_in,
	visible_names,
)

BATCH = 200
ATTEMPTS = 3
PROGRESS_EVENT = "customer_bulk_progress"


def run_action(name: str) -> None:
	"""Do, or undo, what is left of an action, until the end, a stop, or an error.

	Ends as Finished, Undone, Stopped or Failed; a failed run keeps every batch it finished.
	"""
	document = frappe.get_doc(records.DOCTYPE, name)
	if document.status not in records.ACTIVE:
		return
	try:
		_undo(document) if document.status == records.UNDOING else _do(document)
	except Exception as error:
		rollback_batch()
		frappe.log_error(title=f"Customer Bulk Action {name}")
		records.change(name, status=records.FAILED, error=_reason(error), finished_on=now_datetime())
		commit_batch()
	_publish(name)


def commit_batch() -> None:
	"""End the transaction of one batch. A place of its own, so that tests can keep theirs open."""
	frappe.db.commit()


def rollback_batch() -> None:
	"""Undo everything since the last batch ended."""
	frappe.db.rollback()


def _do(document) -> None:
	action, parameters = _asked(document)
	if not _begin(document, action):
		return
	work = lambda rows: _outcomes(action, parameters, rows)  # noqa: E731
	if _through(document.name, records.RUNNING, records.WAITING, work):
		if action.finish:
			action.finish(document)
		records.change(document.name, status=records.FINISHED, finished_on=now_datetime())
	commit_batch()


def _undo(document) -> None:
	action, parameters = _asked(document)
	commit_batch()
	work = lambda rows: _taken_back(action, parameters, rows)  # noqa: E731
	if _through(document.name, records.UNDOING, CHANGED, work):
		records.change(document.name, status=records.WAS_UNDONE, undone_on=now_datetime())
	commit_batch()


def _asked(document) -> tuple[BulkAction, dict]:
	"""The rights are those of now: who lost them since does nothing."""
	frappe.has_permission(records.DOCTYPE, "create", throw=True)
	action = usable_action(document.action)
	return action, action.read(frappe.parse_json(document.parameters or "{}"))


def _begin(document, action: BulkAction) -> bool:
	"""Note the customers of a segment, once; False when the action was stopped before."""
	commit_batch()
	if records.locked_status(document.name) not in (records.QUEUED, records.RUNNING):
		return False
	if not frappe.db.get_value(records.DOCTYPE, document.name, "collected"):
		conditions = tuple(frappe.parse_json(document.conditions or "[]"))
		source = Source(document.segment, conditions, document.company or None)
		records.write_rows(document.name, names_in(source, action.most))
	started = {} if document.started_on else {"started_on": now_datetime()}
	records.change(document.name, status=records.RUNNING, finished_on=None, **started)
	commit_batch()
	return True


def _through(name: str, status: str, outcome: str, work) -> bool:
	"""Take batch after batch of the rows with `outcome`; False when another status was set meanwhile.

	The record stays locked during a batch, so that a second worker waits and then finds other rows.
	"""
	while True:
		for attempt in range(1, ATTEMPTS + 1):
			if records.locked_status(name) != status:
				return False
			rows = records.next_rows(name, outcome, BATCH)
			if not rows:
				return True
			try:
				records.settle(work(rows))
				break
			except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
				# The database has undone the whole batch: it is done again from its first row.
				rollback_batch()
				if attempt == ATTEMPTS:
					raise
		records.count_again(name)
		commit_batch()
		_publish(name)


def _outcomes(action: BulkAction, parameters: dict, rows: list) -> dict[str, Outcome]:
	targets, refused = judged([row.customer for row in rows], action, parameters)
	row_of = {row.customer: row.name for row in rows}
	for target in targets:
		target.row = row_of[target.name]
	left_out = {row.name: Outcome(SKIPPED, refused.get(row.customer, "")) for row in rows}
	return left_out | (action.apply(targets, parameters) if targets else {})


def _taken_back(action: BulkAction, parameters: dict, rows: list) -> dict[str, Outcome]:
	"""Undo for those whom the user may still change, disabled ones included."""
	allowed, refused = [], {}
	reason = _("You have no right to change this customer.")
	targets = {row.customer for row in _changeable(rows)}
	for row in rows:
		if row.customer in targets:
			allowed.append(row)
		else:
			refused[row.name] = Outcome(KEPT, reason)
	return refused | (action.undo(allowed, parameters) if allowed else {})


def _changeable(rows: list) -> list:
	visible = visible_names([row.customer for row in rows])
	found = frappe.get_all("Customer", filters={"name": ("in", visible)}, fields=["*"]) if visible else []
	allowed = {row.name for row in found if may_change(row)}
	return [row for row in rows if row.customer in allowed]


def _publish(name: str) -> None:
	frappe.publish_realtime(PROGRESS_EVENT, records.progress(name), doctype=records.DOCTYPE, docname=name)


def _reason(error: Exception) -> str:
	text = strip_html(str(error)).strip()
	if isinstance(error, frappe.ValidationError | frappe.PermissionError) and text:
		return text
	return _("Unexpected error: {0}").format(text or type(error).__name__)
