"""Reading a customer list from a CSV or XLSX file, line by line.

Nothing here writes. A file that cannot be read as a whole raises `ImportFileError`; a line that is
broken comes out as a `FileRow` with `problem` set, so that the other lines are not lost with it.
"""

import codecs
import csv
import datetime
import os
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from xml.etree.ElementTree import ParseError

from frappe import _

from workshop_crm.exceptions import ImportFileError

MAX_FILE_BYTES = 50 * 1024 * 1024
# An XLSX is a zip: a small file may unpack to gigabytes.
MAX_UNPACKED_BYTES = 400 * 1024 * 1024
MAX_COLUMNS = 100
MAX_ROWS = 200_000
MAX_CELL_LENGTH = 10_000
# A quoted address may run over lines; a quote that is never closed must not swallow the rest of the file.
MAX_LINES_PER_RECORD = 20
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1256")
CHUNK = 64 * 1024


@dataclass(frozen=True)
class FileShape:
	"""How a file is to be read: found once, stored with the import, used by every run."""

	path: str
	kind: str  # "csv" or "xlsx"
	encoding: str
	delimiter: str
	header: list[str] = field(default_factory=list)
	header_line: int = 1


@dataclass(frozen=True)
class FileRow:
	"""One line of data. `number` is the line a person sees in an editor or in Excel, from 1."""

	number: int
	values: list[str]
	problem: str = ""


def inspect_file(path: str, encoding: str | None = None) -> FileShape:
	"""Find out how `path` is to be read.

	`encoding`: one of ENCODINGS when the user chose it, else it is detected.
	Raises ImportFileError: missing, too large, not CSV or XLSX, undecodable, or without a header line.
	"""
	_check_size(path)
	if path.lower().endswith(".xlsx"):
		shape = FileShape(path, "xlsx", "", "")
	elif path.lower().endswith((".csv", ".txt", ".tsv")):
		shape = _inspect_text(path, encoding)
	else:
		raise ImportFileError(
			_("Only CSV and XLSX files can be imported. Save the list in one of these forms.")
		)
	return _with_header(shape)


def read_rows(shape: FileShape) -> Iterator[FileRow]:
	"""Yield the data lines below the header one at a time; blank lines are left out.

	Raises ImportFileError when the file holds more than MAX_ROWS lines of data.
	"""
	count = 0
	for row in _all_rows(shape):
		if row.number <= shape.header_line or (not row.problem and not any(row.values)):
			continue
		count += 1
		if count > MAX_ROWS:
			raise ImportFileError(
				_("The file has more than {0} lines. Split it and import the parts.").format(MAX_ROWS)
			)
		yield _checked(row, shape)


def sample_rows(shape: FileShape, count: int = 5) -> list[FileRow]:
	"""The first `count` readable lines, for the mapping screen."""
	return list(islice((row for row in read_rows(shape) if not row.problem), count))


def count_rows(shape: FileShape) -> int:
	"""Number of data lines, broken ones included. Reads the file once, keeps nothing."""
	return sum(1 for _row in read_rows(shape))


# -- whole file ------------------------------------------------------------------------------------


def _check_size(path: str) -> None:
	if not os.path.isfile(path):
		raise ImportFileError(_("The file of this import is missing. Attach it again."))
	size = os.path.getsize(path)
	if not size:
		raise ImportFileError(_("The file is empty."))
	if size > MAX_FILE_BYTES:
		raise ImportFileError(
			_("The file is larger than {0} MB. Split it and import the parts.").format(
				MAX_FILE_BYTES // (1024 * 1024)
			)
		)


def _with_header(shape: FileShape) -> FileShape:
	for row in _all_rows(shape):
		if row.problem:
			raise ImportFileError(
				_("The header in line {0} cannot be read: {1}").format(row.number, row.problem)
			)
		if any(row.values):
			return _header_from(shape, row)
	raise ImportFileError(_("The file has no header line."))


def _header_from(shape: FileShape, row: FileRow) -> FileShape:
	header = list(row.values)
	while header and not header[-1]:
		header.pop()
	if len(header) > MAX_COLUMNS:
		raise ImportFileError(
			_("The file has {0} columns; at most {1} are read.").format(len(header), MAX_COLUMNS)
		)
	return FileShape(shape.path, shape.kind, shape.encoding, shape.delimiter, header, row.number)


def _all_rows(shape: FileShape) -> Iterator[FileRow]:
	return _xlsx_rows(shape.path) if shape.kind == "xlsx" else _csv_rows(shape)


def _checked(row: FileRow, shape: FileShape) -> FileRow:
	if row.problem:
		return row
	width, values = len(shape.header), row.values
	while len(values) > width and not values[-1]:
		values = values[:-1]
	if shape.kind == "xlsx":
		values = values + [""] * (width - len(values))
	problem = ""
	if len(values) != width:
		problem = _("The line has {0} columns, the header has {1}.").format(len(values), width)
	elif any(len(value) > MAX_CELL_LENGTH for value in values):
		problem = _("A value in this line is longer than {0} characters.").format(MAX_CELL_LENGTH)
	return FileRow(row.number, values, problem)


# -- text files ------------------------------------------------------------------------------------


def _inspect_text(path: str, encoding: str | None) -> FileShape:
	if encoding:
		if encoding not in ENCODINGS:
			raise ImportFileError(_("The encoding {0} is not supported.").format(encoding))
		if encoding == "utf-8" and _starts_with_bom(path):
			encoding = "utf-8-sig"
		_check_decodes(path, encoding)
	else:
		encoding = detect_encoding(path)
	return FileShape(path, "csv", encoding, _sniff_delimiter(path, encoding))


def _starts_with_bom(path: str) -> bool:
	with open(path, "rb") as stream:
		return stream.read(3) == codecs.BOM_UTF8


def detect_encoding(path: str) -> str:
	"""One of ENCODINGS. Raises ImportFileError naming the line and the byte that fits none of them."""
	with open(path, "rb") as stream:
		start = stream.read(4)
	if start.startswith(codecs.BOM_UTF8):
		_check_decodes(path, "utf-8-sig")
		return "utf-8-sig"
	if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
		_check_decodes(path, "utf-16")
		return "utf-16"
	try:
		_check_decodes(path, "utf-8")
	except ImportFileError:
		if not _looks_like_arabic_windows(path):
			raise
		return "cp1256"
	return "utf-8"


def _check_decodes(path: str, encoding: str) -> None:
	"""Decode the whole file in pieces, so that a wrong encoding is found before the first row is written."""
	decoder = codecs.getincrementaldecoder(encoding)()
	line = 1
	with open(path, "rb") as stream:
		while True:
			chunk = stream.read(CHUNK)
			try:
				text = decoder.decode(chunk, final=not chunk)
			except UnicodeDecodeError as error:
				line += error.object[: error.start].count(b"\n")
				raise ImportFileError(_wrong_byte(encoding, line, error)) from None
			except UnicodeError:
				raise ImportFileError(_("The file is not {0} text.").format(encoding)) from None
			if "\x00" in text:
				line += text[: text.index("\x00")].count("\n")
				raise ImportFileError(
					_("The file is not a text file: line {0} holds a zero byte.").format(line)
				)
			line += text.count("\n")
			if not chunk:
				return


def _wrong_byte(encoding: str, line: int, error: UnicodeDecodeError) -> str:
	return _(
		"Line {0} holds the byte 0x{1}, which is not {2} text. Save the file as CSV UTF-8 or choose its encoding."
	).format(line, f"{error.object[error.start]:02X}", encoding.upper())


def _looks_like_arabic_windows(path: str) -> bool:
	"""Every byte means something in cp1256, so decoding proves nothing: most non-ASCII must be Arabic letters."""
	arabic = others = 0
	with open(path, encoding="cp1256", newline="") as stream:
		while text := stream.read(CHUNK):
			if "\x00" in text:
				return False
			letters = [char for char in text if ord(char) > 127]
			found = sum(1 for char in letters if "\u0600" <= char <= "\u06ff")
			arabic, others = arabic + found, others + len(letters) - found
	return arabic > 0 and arabic >= 4 * others


def _sniff_delimiter(path: str, encoding: str) -> str:
	"""The delimiter that cuts the header into most columns; a comma for a file of one column."""
	with open(path, encoding=encoding, newline="") as stream:
		header = next((line for line in stream if line.strip()), "")
	return max(DELIMITERS, key=lambda mark: len(next(csv.reader([header], delimiter=mark), [])))


def _csv_rows(shape: FileShape) -> Iterator[FileRow]:
	with open(shape.path, encoding=shape.encoding, newline="") as stream:
		lines = _PushBack(stream)
		for line in lines:
			number = lines.number
			values = _parse_record(line, lines, shape.delimiter)
			if values is None:
				yield FileRow(number, [line.strip()[:MAX_CELL_LENGTH]], _broken_line(line))
			else:
				yield FileRow(number, [value.strip() for value in values])


def _parse_record(line: str, lines: "_PushBack", delimiter: str) -> list[str] | None:
	"""The values of the record that starts with `line`, taking further lines while a quote is open.

	None when the quotes never close: the lines taken are given back, only the first one is lost.
	"""
	taken = [line]
	while True:
		try:
			records = list(csv.reader(taken, delimiter=delimiter, strict='"' in line))
		except csv.Error:
			records = []
		if len(records) == 1:
			return records[0]
		following = next(lines, None) if len(taken) < MAX_LINES_PER_RECORD and not records else None
		if following is None:
			lines.give_back(taken[1:])
			return None
		taken.append(following)


def _broken_line(line: str) -> str:
	if '"' in line:
		return _("A quotation mark in this line is not closed.")
	return _("The line cannot be cut into columns.")


class _PushBack:
	"""Lines of a stream that can be given back; knows the number of the line handed out last."""

	def __init__(self, stream):
		self.stream = stream
		self.waiting: deque[str] = deque()
		self.number = 0

	def __iter__(self):
		return self

	def __next__(self) -> str:
		line = self.waiting.popleft() if self.waiting else next(self.stream)
		self.number += 1
		return line

	def give_back(self, lines: list[str]) -> None:
		self.waiting.extendleft(reversed(lines))
		self.number -= len(lines)


# -- workbooks -------------------------------------------------------------------------------------


def _xlsx_rows(path: str) -> Iterator[FileRow]:
	workbook = _open_workbook(path)
	try:
		if not workbook.worksheets:
			raise ImportFileError(_("The workbook has no sheet with lines."))
		sheet = workbook.worksheets[0]
		# Some writers store a wrong extent; without it every line is read.
		sheet.reset_dimensions()
		for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
			yield FileRow(number, [_cell_text(cell) for cell in cells[: MAX_COLUMNS + 1]])
	except (ParseError, zipfile.BadZipFile, zlib.error, EOFError):
		raise ImportFileError(_("The file is not a readable XLSX workbook.")) from None
	finally:
		workbook.close()


def _open_workbook(path: str):
	from openpyxl import load_workbook
	from openpyxl.utils.exceptions import InvalidFileException

	try:
		with zipfile.ZipFile(path) as archive:
			unpacked = sum(entry.file_size for entry in archive.infolist())
		if unpacked > MAX_UNPACKED_BYTES:
			raise ImportFileError(
				_("The workbook unpacks to more than {0} MB.").format(MAX_UNPACKED_BYTES >> 20)
			)
		return load_workbook(path, read_only=True, data_only=True)
	except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
		raise ImportFileError(_("The file is not a readable XLSX workbook.")) from None


def _cell_text(value) -> str:
	if value is None:
		return ""
	# Excel keeps a phone number as a float: 91234567.0 is not what was typed.
	if isinstance(value, float) and value.is_integer():
		return str(int(value))
	if isinstance(value, datetime.datetime) and value.time() == datetime.time.min:
		return value.date().isoformat()
	return str(value).strip()
