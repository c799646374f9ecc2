"""Writing many customers to a CSV or Excel file, attached to the action as a private file."""

import csv
import io
from collections.abc import Iterator

import frappe
from frappe import _
from frappe.utils.xlsxutils import make_xlsx

from workshop_crm.customer_management.profile.bulk import records
from workshop_crm.customer_management.profile.bulk.actions import CHANGED, BulkAction, Outcome, Parameter
from workshop_crm.customer_management.profile.bulk.targets import visible_names
from workshop_crm.customer_management.profile.spreadsheets import inert
from workshop_crm.exceptions import BulkActionError

CSV, XLSX = "CSV", "Excel"
FORMATS = {CSV: "csv", XLSX: "xlsx"}
FIELDS = (
	"customer_number",
	"customer_name",
	"customer_name_ar",
	"identity_type",
	"mobile_no",
	"email_id",
	"language",
	"territory",
	"lifecycle_stage",
	"value_band",
	"is_vip",
)
CHUNK = 1_000


def export_actions() -> list[BulkAction]:
	"""Return the action, for the hook list `bulk_actions`."""
	return [
		BulkAction(
			"export",
			_("Export to a file"),
			"export",
			_read,
			lambda targets, parameters: {row.row: Outcome() for row in targets},
			parameters=(Parameter("file_format", _("File Format"), "select", options=_formats),),
			finish=_write_file,
		)
	]


def _formats() -> list[tuple[str, str]]:
	return [(CSV, "CSV"), (XLSX, "Excel (xlsx)")]


def _read(parameters: dict) -> dict:
	file_format = parameters.get("file_format") or CSV
	if file_format not in FORMATS:
		frappe.throw(_("{0} is not a format of files.").format(file_format), BulkActionError)
	return {"file_format": file_format}


def _write_file(document) -> None:
	"""Attach the file; a run that is killed meanwhile writes it again."""
	ending = FORMATS[frappe.parse_json(document.parameters)["file_format"]]
	lines = [_head(), *_lines(document.name)]
	content = _as_csv(lines) if ending == "csv" else make_xlsx(lines, _("Customers")).getvalue()
	values = {"file_name": f"{document.name}.{ending}", "is_private": 1, "content": content}
	attached = {"attached_to_doctype": records.DOCTYPE, "attached_to_name": document.name}
	frappe.get_doc({"doctype": "File", **values, **attached}).insert(ignore_permissions=True)


def _head() -> list[str]:
	meta = frappe.get_meta("Customer")
	return [*(_(meta.get_label(field)) for field in FIELDS), _("Tags")]


def _lines(name: str) -> Iterator[list[str]]:
	"""Those customers whom the user may still see now."""
	filters = {"bulk_action": name, "outcome": CHANGED}
	names = frappe.get_all(records.ROW, filters=filters, pluck="customer", order_by="position")
	for start in range(0, len(names), CHUNK):
		chunk = visible_names(names[start : start + CHUNK])
		wanted = {"name": ("in", chunk)}
		rows = (
			frappe.get_all("Customer", filters=wanted, fields=["name", *FIELDS, "_user_tags"])
			if chunk
			else []
		)
		found = {row.name: row for row in rows}
		yield from (_line(found[one]) for one in chunk)


def _line(row) -> list[str]:
	tags = ", ".join(filter(None, (row._user_tags or "").split(",")))
	return [inert(str(row[field] or "")) for field in FIELDS] + [inert(tags)]


def _as_csv(lines: list[list[str]]) -> bytes:
	out = io.StringIO()
	csv.writer(out).writerows(lines)
	# The mark at the start makes Excel read the Arabic names as UTF-8.
	return ("\ufeff" + out.getvalue()).encode()
