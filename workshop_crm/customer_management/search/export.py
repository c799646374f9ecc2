"""What was found as a file for a spreadsheet program, for those who may export customers."""

import csv
import io

import frappe
from frappe import _
from frappe.utils.xlsxutils import make_xlsx

from workshop_crm.customer_management.profile.spreadsheets import inert
from workshop_crm.customer_management.search.search import MOST_ROWS, ROW_FIELDS, search_customers
from workshop_crm.exceptions import CustomerError

CSV, XLSX = "csv", "xlsx"
MOST_EXPORTED = 100_000
FIELDS = tuple(field for field in ROW_FIELDS if field != "name")
# The mark at the start makes Excel read the Arabic names as UTF-8.
BYTE_ORDER_MARK = "\ufeff"


def search_as_file(text: str, conditions: list[dict], company: str | None, file_format: str) -> bytes:
	"""Return the customers found, the likeliest first, under the labels of the fields.

	At most MOST_ROWS by a text, MOST_EXPORTED by filters alone. Raises CustomerError for another format,
	frappe.PermissionError without the right to export customers, and what `search_customers` raises.
	"""
	frappe.has_permission("Customer", "export", throw=True)
	if file_format not in (CSV, XLSX):
		frappe.throw(_("{0} is not a format of files.").format(file_format), CustomerError)
	limit = MOST_ROWS - 1 if (text or "").strip() else MOST_EXPORTED
	lines = _lines(search_customers(text, conditions, company, limit=limit).rows)
	if file_format == XLSX:
		return make_xlsx(lines, _("Customers")).getvalue()
	out = io.StringIO()
	csv.writer(out).writerows(lines)
	return (BYTE_ORDER_MARK + out.getvalue()).encode()


def _lines(rows: list[dict]) -> list[list[str]]:
	meta = frappe.get_meta("Customer")
	labels = [_(meta.get_label(field)) for field in FIELDS]
	return [labels, *([inert(str(row[field] or "")) for field in FIELDS] for row in rows)]
