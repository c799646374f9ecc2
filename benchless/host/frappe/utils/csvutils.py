"""CSV in and out."""

import csv
from io import StringIO

import frappe


def read_csv_content(fcontent, use_sniffer: bool = False) -> list[list]:
	"""Rows of a CSV file in UTF-8, Windows-1250 or Windows-1252; empty cells are None."""
	if isinstance(fcontent, bytes):
		for encoding in ("utf-8-sig", "windows-1250", "windows-1252"):
			try:
				fcontent = fcontent.decode(encoding)
				break
			except UnicodeDecodeError:
				continue
		else:
			frappe.throw(
				frappe._("Unknown file encoding. Tried to use: {0}").format(
					"utf-8, windows-1250, windows-1252"
				)
			)
	return [[cell.strip() or None for cell in row] for row in csv.reader(StringIO(fcontent)) if any(row)]


class UnicodeWriter:
	"""Collects rows as CSV."""

	def __init__(self, encoding: str = "utf-8", quoting=csv.QUOTE_NONNUMERIC):
		self.queue = StringIO()
		self.writer = csv.writer(self.queue, quoting=quoting)

	def writerow(self, row) -> None:
		"""Add a row."""
		self.writer.writerow(row)

	def getvalue(self) -> str:
		"""The text so far."""
		return self.queue.getvalue()
