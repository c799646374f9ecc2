"""XLSX in and out."""

from io import BytesIO

import frappe
import openpyxl


def read_xlsx_file_from_attached_file(
	file_url: str | None = None, fcontent: bytes | None = None, filepath: str | None = None
) -> list[list]:
	"""Rows of the first sheet."""
	if file_url:
		filepath = frappe.get_doc("File", {"file_url": file_url}).get_full_path()
	source = BytesIO(fcontent) if fcontent else filepath
	book = openpyxl.load_workbook(source, read_only=True, data_only=True)
	return [list(row) for row in book.active.iter_rows(values_only=True)]


def make_xlsx(data, sheet_name: str, wb=None, column_widths=None) -> BytesIO:
	"""A workbook with one sheet; the first row is bold."""
	book = wb or openpyxl.Workbook(write_only=True)
	sheet = book.create_sheet(sheet_name[:31], 0)
	for number, width in enumerate(column_widths or ()):
		if width:
			sheet.column_dimensions[openpyxl.utils.get_column_letter(number + 1)].width = width
	for row in data:
		sheet.append(
			[
				openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell
				for cell in row
			]
		)
	stream = BytesIO()
	book.save(stream)
	return stream
