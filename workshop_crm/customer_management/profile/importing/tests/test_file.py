import os
import tempfile
import unittest

from openpyxl import Workbook

from workshop_crm.customer_management.profile.importing import file
from workshop_crm.customer_management.profile.importing.file import (
	count_rows,
	inspect_file,
	read_rows,
	sample_rows,
)
from workshop_crm.exceptions import ImportFileError


class ListFileCase(unittest.TestCase):
	"""Tests that read a file of their own from a folder that goes away."""

	def setUp(self):
		folder = tempfile.TemporaryDirectory()
		self.addCleanup(folder.cleanup)
		self.folder = folder.name

	def file(self, content: bytes | str, name: str = "list.csv") -> str:
		path = os.path.join(self.folder, name)
		with open(path, "wb") as stream:
			stream.write(content.encode() if isinstance(content, str) else content)
		return path

	def rows(self, content: bytes | str, encoding: str | None = None):
		return list(read_rows(inspect_file(self.file(content), encoding)))


class TestReadingText(ListFileCase):
	def test_quoted_values_may_hold_delimiters_and_line_breaks(self):
		rows = self.rows('Name,Address\nSalim,"Way 1, House 2"\nAisha,"Way 3\nMuttrah"\nBadr,Sohar\n')
		self.assertEqual(
			[row.values for row in rows][:2], [["Salim", "Way 1, House 2"], ["Aisha", "Way 3\nMuttrah"]]
		)
		self.assertEqual([row.number for row in rows], [2, 3, 5])

	def test_an_unclosed_quote_costs_its_own_line_only(self):
		rows = self.rows('Name,Phone\nSalim,91\n"Aisha,92\nBadr,93\n')
		self.assertEqual([bool(row.problem) for row in rows], [False, True, False])
		self.assertEqual(
			(rows[1].number, rows[1].problem), (3, "A quotation mark in this line is not closed.")
		)
		self.assertEqual(rows[2].values, ["Badr", "93"])

	def test_lines_with_missing_or_extra_columns_are_marked(self):
		rows = self.rows("Name,Phone\nSalim\nAisha,92,more\nBadr,93,\n")
		self.assertEqual(rows[0].problem, "The line has 1 columns, the header has 2.")
		self.assertEqual(rows[1].problem, "The line has 3 columns, the header has 2.")
		self.assertEqual((rows[2].problem, rows[2].values), ("", ["Badr", "93"]))

	def test_blank_lines_are_left_out_and_counted_as_lines(self):
		rows = self.rows("\nName,Phone\n\nSalim,91\n,\nBadr,93\n")
		self.assertEqual(
			[(row.number, row.values) for row in rows], [(4, ["Salim", "91"]), (6, ["Badr", "93"])]
		)

	def test_each_delimiter_is_found(self):
		for delimiter in file.DELIMITERS:
			with self.subTest(delimiter=delimiter):
				shape = inspect_file(self.file(f"Name{delimiter}Phone\nSalim{delimiter}91\n"))
				self.assertEqual((shape.delimiter, shape.header), (delimiter, ["Name", "Phone"]))

	def test_a_too_long_value_is_marked(self):
		rows = self.rows(f"Name,Phone\n{'x' * 10_001},91\n")
		self.assertEqual(rows[0].problem, "A value in this line is longer than 10000 characters.")

	def test_sample_leaves_broken_lines_out(self):
		shape = inspect_file(self.file("Name,Phone\nSalim\nAisha,92\nBadr,93\n"))
		self.assertEqual([row.values[0] for row in sample_rows(shape, 1)], ["Aisha"])


class TestEncodings(ListFileCase):
	ARABIC = "الاسم,الهاتف\nمحمد الحارثي,91234567\n"

	def test_each_encoding_is_found(self):
		for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1256"):
			with self.subTest(encoding=encoding):
				shape = inspect_file(self.file(self.ARABIC.encode(encoding)))
				self.assertEqual((shape.encoding, shape.header), (encoding, ["الاسم", "الهاتف"]))

	def test_other_encodings_are_refused_with_line_and_byte(self):
		with self.assertRaises(ImportFileError) as refusal:
			inspect_file(self.file("Name,Phone\nJosé,91234567\n".encode("latin-1")))
		self.assertIn("Line 2 holds the byte 0xE9", str(refusal.exception))

	def test_a_wrongly_chosen_encoding_is_refused_with_line_and_byte(self):
		content = ("Name,Phone\n" + "Salim,91\n" * 20_000 + "محمد,92\n").encode("cp1256")
		with self.assertRaises(ImportFileError) as refusal:
			inspect_file(self.file(content), "utf-8")
		self.assertIn("Line 20002 holds the byte 0xE3", str(refusal.exception))

	def test_a_mark_at_the_start_is_no_part_of_the_header(self):
		shape = inspect_file(self.file(self.ARABIC.encode("utf-8-sig")), "utf-8")
		self.assertEqual(shape.header[0], "الاسم")

	def test_unknown_encodings_and_binary_files_are_refused(self):
		with self.assertRaises(ImportFileError):
			inspect_file(self.file(self.ARABIC), "utf-7")
		with self.assertRaises(ImportFileError):
			inspect_file(self.file(b"Name,Phone\n\x00\x01,2\n"))


class TestRefusedFiles(ListFileCase):
	def test_missing_empty_and_foreign_files_are_refused(self):
		for path in (
			os.path.join(self.folder, "absent.csv"),
			self.file(b"", "empty.csv"),
			self.file(b"\n\n", "blank.csv"),
			self.file(b"%PDF-1.7", "list.pdf"),
			self.file(b"PK\x03\x04 no workbook", "list.xlsx"),
		):
			with self.subTest(path=os.path.basename(path)), self.assertRaises(ImportFileError):
				inspect_file(path)

	def test_a_file_with_too_many_columns_is_refused(self):
		with self.assertRaises(ImportFileError):
			inspect_file(self.file(",".join(f"c{n}" for n in range(101)) + "\n"))

	def test_more_lines_than_allowed_are_refused(self):
		shape = inspect_file(self.file("Name,Phone\n" + "Salim,91\n" * (file.MAX_ROWS + 1)))
		with self.assertRaises(ImportFileError):
			count_rows(shape)

	def test_a_hundred_thousand_lines_are_read_one_at_a_time(self):
		shape = inspect_file(self.file("Name,Phone\n" + "Salim,91\n" * 100_000))
		rows = read_rows(shape)
		self.assertEqual(next(rows).number, 2)
		self.assertEqual(sum(1 for _row in rows), 99_999)


class TestReadingWorkbooks(ListFileCase):
	def test_numbers_keep_their_digits_and_short_rows_are_filled_up(self):
		workbook = Workbook()
		for row in (["Name", "Phone", "Born"], ["Salim", 91234567.0, None], [None, None, None], ["Badr"]):
			workbook.active.append(row)
		path = os.path.join(self.folder, "list.xlsx")
		workbook.save(path)
		rows = list(read_rows(inspect_file(path)))
		self.assertEqual(
			[(row.number, row.values) for row in rows],
			[(2, ["Salim", "91234567", ""]), (4, ["Badr", "", ""])],
		)
