"""Customer imports over HTTP: preview, map, start, pause, resume, progress, and the refused lines.

The file is uploaded first, as a private file, through Frappe's `/api/method/upload_file`.
"""

import frappe

from workshop_crm.api.arguments import page_of
from workshop_crm.customer_management.profile.divisions import require_visible_company
from workshop_crm.customer_management.profile.importing import imports as customer_imports
from workshop_crm.customer_management.profile.importing.mapping import target_fields

ROW_FIELDS = ["line_number", "status", "reason", "customer", "raw_data"]


@frappe.whitelist(methods=["POST"])
def preview(file_url: str, company: str, encoding: str | None = None) -> dict:
	"""Make a Customer Import of an uploaded private file and show how it would be read.

	`encoding`: utf-8, utf-8-sig, utf-16 or cp1256; found by itself when left out.
	Returns name, status, encoding, total_rows, columns (header, sample, target) and target_fields.
	Raises ImportFileError (unreadable, public or missing file), DivisionAccessError, PermissionError.
	"""
	frappe.has_permission("Customer", "create", throw=True)
	require_visible_company(company)
	document = frappe.new_doc("Customer Import")
	document.update({"file": file_url, "company": company, "encoding": encoding or ""})
	document.insert()
	return _described(document)


@frappe.whitelist(methods=["POST"])
def map(
	import_name: str,
	targets: str | list,
	default_language: str | None = None,
	families_share_numbers: bool = False,
) -> dict:
	"""Set the mapping by hand: `targets` holds one field per column in file order, "" leaves a column out.

	Returns the same as `preview`. Raises ImportFileError for an unknown field, a field used twice, or a
	mapping without name or phone; nothing is changed then.
	"""
	document = _document(import_name, "write")
	customer_imports.set_targets(document, [str(target or "") for target in frappe.parse_json(targets)])
	document.families_share_numbers = int(families_share_numbers)
	if default_language:
		document.default_language = default_language
	document.save()
	return _described(document)


@frappe.whitelist(methods=["POST"])
def start(import_name: str, dry_run: bool = False) -> dict:
	"""Queue the import, or a dry run that writes no customer. Returns the progress.

	Raises ImportFileError when it runs already or the mapping is unusable, PermissionError.
	"""
	_document(import_name, "write")
	return customer_imports.start_import(import_name, dry_run=dry_run)


@frappe.whitelist(methods=["POST"])
def pause(import_name: str) -> dict:
	"""Stop after the batch at hand. Returns the progress. Raises ImportFileError when it is not running."""
	_document(import_name, "write")
	return customer_imports.pause_import(import_name)


@frappe.whitelist(methods=["POST"])
def resume(import_name: str) -> dict:
	"""Go on after a pause, a failure or a killed worker; no line is imported twice. Returns the progress.

	Raises ImportFileError when there is nothing to go on with.
	"""
	_document(import_name, "write")
	return customer_imports.resume_import(import_name)


@frappe.whitelist(methods=["GET", "POST"])
def progress(import_name: str) -> dict:
	"""Status and counters: total_rows, processed_rows, imported_rows, rejected_rows, skipped_rows, percent."""
	_document(import_name, "read")
	return customer_imports.progress(import_name)


@frappe.whitelist(methods=["GET", "POST"])
def rows(
	import_name: str, status: str | None = None, limit_start: int = 0, limit_page_length: int = 20
) -> list[dict]:
	"""Results line by line in file order, at most 100 a page: line_number, status, reason, customer, raw_data.

	`status`: Imported, Rejected or Skipped; all of them when left out. Raises ValidationError for a larger page.
	"""
	_document(import_name, "read")
	start, length = page_of(limit_start, limit_page_length)
	filters = {"customer_import": import_name}
	if status:
		filters["status"] = status
	return frappe.get_all(
		"Customer Import Row",
		filters=filters,
		fields=ROW_FIELDS,
		order_by="line_number asc",
		limit_start=start,
		limit_page_length=length,
	)


@frappe.whitelist(methods=["GET", "POST"])
def rejected(import_name: str) -> None:
	"""Download the refused lines as a CSV file with line number and reason, to be mended and sent again."""
	_document(import_name, "read")
	frappe.response["filename"] = f"{import_name}-rejected.csv"
	# The mark at the start makes Excel read the Arabic names as UTF-8.
	frappe.response["filecontent"] = ("\ufeff" + customer_imports.rejected_as_csv(import_name)).encode()
	frappe.response["type"] = "binary"


def _document(import_name: str, permission: str):
	document = frappe.get_doc("Customer Import", import_name)
	document.check_permission(permission)
	require_visible_company(document.company)
	if permission == "write":
		frappe.has_permission("Customer", "create", throw=True)
	return document


def _described(document) -> dict:
	columns = [
		{"header": row.column_header, "sample": row.sample, "target": row.target_field or ""}
		for row in document.columns
	]
	return {
		"name": document.name,
		"company": document.company,
		"status": document.status,
		"encoding": document.encoding,
		"total_rows": document.total_rows,
		"default_language": document.default_language,
		"families_share_numbers": document.families_share_numbers,
		"columns": columns,
		"target_fields": target_fields(),
	}
