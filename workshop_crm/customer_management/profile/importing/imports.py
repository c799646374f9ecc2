"""A Customer Import from the attached file to the queue: reading the header, mapping, starting, pausing.

The work on the lines is in `run.py`. Documents: Customer Import, Customer Import Column,
Customer Import Row.
"""

import csv
import io

import frappe
from frappe import _
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile.importing import queue
from workshop_crm.customer_management.profile.importing.file import (
	FileShape,
	count_rows,
	inspect_file,
	read_rows,
	sample_rows,
)
from workshop_crm.customer_management.profile.importing.mapping import (
	ImportOptions,
	check_mapping,
	guess_targets,
)
from workshop_crm.customer_management.profile.spreadsheets import inert
from workshop_crm.exceptions import ImportFileError

SAMPLE_LENGTH = 140
PROGRESS_FIELDS = (
	"name",
	"company",
	"status",
	"mode",
	"error",
	"total_rows",
	"processed_rows",
	"valid_rows",
	"imported_rows",
	"rejected_rows",
	"skipped_rows",
	"started_at",
	"finished_at",
)


def prepare_import(document) -> None:
	"""Called from Customer Import.validate: read a new file's header, guess the mapping, set the status.

	Raises ImportFileError for an unreadable or public file, or for a mapping that names a field twice.
	"""
	if document.is_new():
		document.created_by = frappe.session.user
		document.status = "Draft"
	if document.is_new() or _reads_differently(document):
		_refuse_when_running(document)
		_read_header(document)
	if document.status in ("Draft", "Mapped"):
		document.status = "Mapped" if _is_mapped(document) else "Draft"


def file_shape(document) -> FileShape:
	"""How the file of this import is read. Raises ImportFileError when the file no longer has these columns."""
	shape = inspect_file(file_path(document.file), document.encoding or None)
	if shape.header != [row.column_header or "" for row in document.columns]:
		raise ImportFileError(
			_("The columns of the file have changed since they were mapped. Attach it again.")
		)
	return shape


def file_path(file_url: str) -> str:
	"""Path on disk of an attached file. Raises ImportFileError when it is missing, public, or not the user's to read."""
	for name in frappe.get_all("File", filters={"file_url": file_url, "is_folder": 0}, pluck="name"):
		file = frappe.get_doc("File", name)
		if not file.has_permission("read"):
			continue
		if not file.is_private:
			raise ImportFileError(_("A customer list must be a private file. Attach it again as private."))
		return file.get_full_path()
	raise ImportFileError(_("The file of this import is missing. Attach it again."))


def import_options(document) -> ImportOptions:
	"""The settings of this import that hold for every line."""
	return ImportOptions(
		company=document.company,
		default_language=document.default_language or "ar",
		families_share_numbers=bool(document.families_share_numbers),
	)


def set_targets(document, targets: list[str]) -> None:
	"""Write the mapping chosen by hand: one target per column in file order, "" leaves a column out.

	Raises ImportFileError when the number of targets is wrong or the mapping lacks name or phone.
	"""
	if len(targets) != len(document.columns):
		raise ImportFileError(
			_("The file has {0} columns, the mapping has {1}.").format(len(document.columns), len(targets))
		)
	check_mapping(targets)
	for row, target in zip(document.columns, targets, strict=True):
		row.target_field = target


def start_import(name: str, dry_run: bool = False) -> dict:
	"""Begin from the first line and queue the work; returns the progress. Raises what `begin_import` raises."""
	begin_import(name, dry_run)
	queue.queue_import(name)
	return progress(name)


def begin_import(name: str, dry_run: bool = False) -> None:
	"""Set an import to its first line, for a worker or for `run_import` here and now.

	Lines imported by an earlier run are left alone. Raises ImportFileError when it is running already or the
	mapping or file is unusable.
	"""
	document = frappe.get_doc("Customer Import", name, for_update=True)
	_refuse_when_running(document)
	check_mapping([row.target_field or "" for row in document.columns])
	file_shape(document)
	frappe.db.delete("Customer Import Row", {"customer_import": name, "status": ["!=", "Imported"]})
	_reset_counters(name, "Dry Run" if dry_run else "Import")


def resume_import(name: str) -> dict:
	"""Go on after the last finished batch of a paused, failed or killed run. Returns the progress.

	Raises ImportFileError when there is nothing to go on with.
	"""
	if _locked_status(name) not in ("Paused", "Failed", "Running"):
		raise ImportFileError(_("Only an import that was paused, failed or broken off can go on."))
	frappe.db.set_value("Customer Import", name, {"status": "Running", "error": ""}, update_modified=False)
	queue.queue_import(name)
	return progress(name)


def pause_import(name: str) -> dict:
	"""Stop after the batch at hand. Raises ImportFileError when it is not running."""
	if _locked_status(name) != "Running":
		raise ImportFileError(_("Only a running import can be paused."))
	frappe.db.set_value("Customer Import", name, "status", "Paused", update_modified=False)
	return progress(name)


def progress(name: str) -> dict:
	"""Stored counters of an import, with `percent` of the lines done."""
	values = frappe.db.get_value("Customer Import", name, PROGRESS_FIELDS, as_dict=True)
	values["percent"] = round(100 * values.processed_rows / values.total_rows) if values.total_rows else 0
	return values


def rejected_as_csv(name: str) -> str:
	"""Rejected and skipped lines as they stand in the file, with line number and reason, for mending.

	Values that a spreadsheet would run as a formula get a leading apostrophe.
	"""
	document = frappe.get_doc("Customer Import", name)
	shape = file_shape(document)
	filters = {"customer_import": name, "status": ["in", ["Rejected", "Skipped"]]}
	rows = frappe.get_all("Customer Import Row", filters=filters, fields=["line_number", "reason"])
	reasons = {row.line_number: row.reason for row in rows}
	out = io.StringIO()
	writer = csv.writer(out)
	writer.writerow([_("Line"), _("Reason"), *map(inert, shape.header)])
	for row in read_rows(shape):
		if row.number in reasons:
			writer.writerow([row.number, inert(reasons[row.number]), *map(inert, row.values)])
	return out.getvalue()


def forget_rows(name: str) -> None:
	"""Remove the results of an import that is being deleted; the customers stay."""
	frappe.db.delete("Customer Import Row", {"customer_import": name})


def _locked_status(name: str) -> str:
	"""Two clicks on start, or start and pause, must not pass each other: the lock and the reading are one."""
	return frappe.db.get_value("Customer Import", name, "status", for_update=True)


def _reads_differently(document) -> bool:
	return document.has_value_changed("file") or document.has_value_changed("encoding")


def _refuse_when_running(document) -> None:
	if document.status == "Running":
		raise ImportFileError(_("This import is running."))


def _is_mapped(document) -> bool:
	try:
		check_mapping([row.target_field or "" for row in document.columns])
	except ImportFileError:
		frappe.clear_last_message()
		return False
	return True


def _read_header(document) -> None:
	shape = inspect_file(file_path(document.file), document.encoding or None)
	document.encoding, document.delimiter = shape.encoding, shape.delimiter
	document.total_rows = count_rows(shape)
	document.update(dict.fromkeys(("processed_rows", "imported_rows", "rejected_rows", "skipped_rows"), 0))
	samples = sample_rows(shape)
	document.set("columns", [])
	for index, target in enumerate(guess_targets(shape.header)):
		sample = next((row.values[index] for row in samples if row.values[index]), "")
		document.append(
			"columns",
			{"column_header": shape.header[index], "sample": sample[:SAMPLE_LENGTH], "target_field": target},
		)


def _reset_counters(name: str, mode: str) -> None:
	values = {
		"status": "Running",
		"mode": mode,
		"error": "",
		"processed_rows": 0,
		"valid_rows": 0,
		"rejected_rows": 0,
		"skipped_rows": 0,
		"started_at": now_datetime(),
		"finished_at": None,
	}
	frappe.db.set_value("Customer Import", name, values, update_modified=False)
