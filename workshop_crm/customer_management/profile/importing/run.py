"""The run of a Customer Import: lines to `register()` in batches, each batch committed as one.

A line is imported in the same transaction that records it as imported, so a run that is killed can go on
without importing a line twice. One broken line costs itself only.
"""

import json
from dataclasses import dataclass, field
from itertools import islice

import frappe
from frappe import _
from frappe.utils import now_datetime, strip_html

from workshop_crm.customer_management.culture.phones import parse_phone
from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.importing.file import FileRow, FileShape, read_rows
from workshop_crm.customer_management.profile.importing.imports import file_shape, import_options, progress
from workshop_crm.customer_management.profile.importing.mapping import (
	ImportOptions,
	note_in,
	to_registration,
)
from workshop_crm.customer_management.profile.notes import add_note
from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.customer_management.profile.registration import Registration, register
from workshop_crm.exceptions import CustomerError, DuplicateCustomerError

BATCH = 200
ATTEMPTS = 3
SAVEPOINT = "customer_import_row"
PROGRESS_EVENT = "customer_import_progress"
SECRET_TARGETS = ("national_id", "passport", "commercial_registration")
COUNTERS = {
	"Imported": "imported_rows",
	"Rejected": "rejected_rows",
	"Skipped": "skipped_rows",
	"Valid": "valid_rows",
}
# What a line can be refused for. Anything else (lost connection, time limit, out of memory) ends the run.
LINE_ERRORS = (
	frappe.ValidationError,
	frappe.PermissionError,
	frappe.NameError,
	ValueError,
	TypeError,
	LookupError,
	AttributeError,
)


@dataclass
class Outcome:
	"""What became of one line; `registration` is kept for lines that passed."""

	row: FileRow
	status: str
	reason: str = ""
	customer: str | None = None
	registration: Registration | None = None


@dataclass
class Run:
	"""One run over one file: the same values for every line, and what the lines before have used up."""

	name: str
	company: str
	dry: bool
	shape: FileShape
	targets: list[str]
	options: ImportOptions
	counts: dict[str, int]
	imported: set[int]
	seen: dict[tuple[str, str], int] = field(default_factory=dict)


def run_import(name: str) -> None:
	"""Work through the lines that are still to be done, until the end, a pause, or an error.

	Ends as Completed, Dry Run Done, Paused or Failed; a failed run keeps every batch it finished.
	"""
	document = frappe.get_doc("Customer Import", name)
	if document.status != "Running":
		return
	try:
		_work(_run_of(document))
	except Exception as error:
		rollback_batch()
		frappe.log_error(title=f"Customer Import {name}")
		_set(name, status="Failed", error=_reason(error), finished_at=now_datetime())
		commit_batch()
	frappe.publish_realtime(PROGRESS_EVENT, progress(name), doctype="Customer Import", docname=name)


def commit_batch() -> None:
	"""End the transaction of one batch. A place of its own, so that tests can keep theirs open."""
	frappe.db.commit()


def rollback_batch() -> None:
	"""Undo everything since the last batch ended."""
	frappe.db.rollback()


def _run_of(document) -> Run:
	# Made here once: a setting first made inside a line that is then undone would stay in the cache.
	settings_for(document.company)
	filters = {"customer_import": document.name, "status": "Imported"}
	return Run(
		name=document.name,
		company=document.company,
		dry=document.mode == "Dry Run",
		shape=file_shape(document),
		targets=[row.target_field or "" for row in document.columns],
		options=import_options(document),
		counts={key: document.get(key) or 0 for key in COUNTERS.values()}
		| {"processed_rows": document.processed_rows or 0},
		imported=set(frappe.get_all("Customer Import Row", filters=filters, pluck="line_number")),
	)


def _work(run: Run) -> None:
	rows = islice(read_rows(run.shape), run.counts["processed_rows"], None)
	while batch := list(islice(rows, BATCH)):
		if not _still_ours(run):
			return
		outcomes = _batch_outcomes(run, batch)
		if run.dry:
			rollback_batch()
		_record(run, batch, outcomes)
		commit_batch()
		message = progress(run.name)
		frappe.publish_realtime(PROGRESS_EVENT, message, doctype="Customer Import", docname=run.name)
	if _still_ours(run):
		_set(run.name, status="Dry Run Done" if run.dry else "Completed", finished_at=now_datetime())
	commit_batch()


def _still_ours(run: Run) -> bool:
	"""Lock the import for this batch; False when it was paused or another worker has taken it further."""
	fields = ["status", "processed_rows"]
	found = frappe.db.get_value("Customer Import", run.name, fields, as_dict=True, for_update=True)
	return bool(found) and found.status == "Running" and found.processed_rows == run.counts["processed_rows"]


def _batch_outcomes(run: Run, batch: list[FileRow]) -> list[Outcome]:
	for attempt in range(1, ATTEMPTS + 1):
		try:
			return [_outcome(run, row) for row in batch if row.number not in run.imported]
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			# The database has undone the whole batch: its lines are done again from the first.
			rollback_batch()
			if attempt == ATTEMPTS or not _still_ours(run):
				raise
	return []


def _outcome(run: Run, row: FileRow) -> Outcome:
	if row.problem:
		return Outcome(row, "Rejected", row.problem)
	frappe.db.savepoint(SAVEPOINT)
	registration = None
	try:
		registration = to_registration(run.targets, row.values, run.options)
		_refuse_repeated(run, registration)
		customer = register(registration)
		_keep_note(run, customer.name, note_in(run.targets, row.values))
		return Outcome(row, "Valid" if run.dry else "Imported", "", customer.name, registration)
	except LINE_ERRORS as error:
		frappe.db.rollback(save_point=SAVEPOINT)
		return _refused(row, registration, error)
	finally:
		# Thousands of notes about single lines must not pile up into one message.
		frappe.clear_messages()


def _keep_note(run: Run, customer: str, content: str) -> None:
	if content:
		add_note(customer, content, company=run.company)


def _refused(row: FileRow, registration: Registration | None, error: Exception) -> Outcome:
	known = _same_person(registration, error)
	if known:
		return Outcome(row, "Skipped", _("This person is registered already."), known)
	return Outcome(row, "Rejected", _reason(error))


def _same_person(registration: Registration | None, error: Exception) -> str | None:
	"""The customer that a line repeats with number and name: the same list sent twice is no fault of the list."""
	if registration is None or not isinstance(error, DuplicateCustomerError):
		return None
	names = {fold(text) for text in (registration.customer_name, registration.customer_name_ar) if text}
	for candidate in error.candidates:
		same_name = fold(candidate.get("customer_name") or "") in names
		if candidate.get("blocking") and same_name and can_see_customer(candidate["customer"]):
			return candidate["customer"]
	return None


def _reason(error: Exception) -> str:
	text = strip_html(str(error)).strip()
	if isinstance(error, frappe.ValidationError | frappe.PermissionError) and text:
		return text
	return _("Unexpected error: {0}").format(text or type(error).__name__)


def _refuse_repeated(run: Run, registration: Registration) -> None:
	"""A dry run undoes its batches, so what earlier lines used is remembered here."""
	for key in _unique_values(registration):
		if key in run.seen:
			raise CustomerError(_repeated(key[0]).format(run.seen[key]))


def _repeated(kind: str) -> str:
	if kind == "phone":
		return _("Line {0} of this file has the same phone.")
	if kind == "email":
		return _("Line {0} of this file has the same e-mail.")
	return _("Line {0} of this file has the same identity number.")


def _unique_values(registration: Registration) -> list[tuple[str, str]]:
	kinds = ("email", *SECRET_TARGETS)
	values = [(kind, fold(getattr(registration, kind) or "")) for kind in kinds]
	if not registration.shared_phone:
		values.append(("phone", _e164(registration.phone)))
	return [(kind, value) for kind, value in values if value]


def _e164(phone: str | None) -> str:
	try:
		return parse_phone(phone or "").e164
	except ValueError:
		return ""


def _record(run: Run, batch: list[FileRow], outcomes: list[Outcome]) -> None:
	"""The only writer of Customer Import Row and of the counters."""
	for outcome in outcomes:
		run.counts[COUNTERS[outcome.status]] += 1
		if outcome.registration:
			for key in _unique_values(outcome.registration):
				run.seen.setdefault(key, outcome.row.number)
	run.counts["processed_rows"] += len(batch)
	_insert_rows(run, [outcome for outcome in outcomes if outcome.status != "Valid"])
	_set(run.name, **run.counts)


def _insert_rows(run: Run, outcomes: list[Outcome]) -> None:
	now, user = now_datetime(), frappe.session.user
	fields = ["name", "owner", "modified_by", "creation", "modified", "customer_import", "company"]
	fields += ["line_number", "status", "reason", "customer", "raw_data"]
	rows = [
		(
			f"{run.name}-{outcome.row.number}",
			user,
			user,
			now,
			now,
			run.name,
			run.company,
			outcome.row.number,
			outcome.status,
			outcome.reason,
			outcome.customer,
			_raw(run, outcome),
		)
		for outcome in outcomes
	]
	if rows:
		frappe.db.bulk_insert("Customer Import Row", fields, rows)


def _raw(run: Run, outcome: Outcome) -> str | None:
	"""A refused line for the screen, without identity numbers: those stay in the private file only."""
	if outcome.status == "Imported" or outcome.row.problem:
		return None
	pairs = zip(run.shape.header, run.targets, outcome.row.values, strict=False)
	shown = {header: value for header, target, value in pairs if value and target not in SECRET_TARGETS}
	return json.dumps(shown, ensure_ascii=False)


def _set(name: str, **values) -> None:
	frappe.db.set_value("Customer Import", name, values, update_modified=False)
