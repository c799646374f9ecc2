"""Importing customer lists: what gets in, what is refused with which reason, and that nothing gets in twice."""

from threading import Barrier
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.importing import imports, queue, run, tasks
from workshop_crm.exceptions import ImportFileError
from workshop_crm.tests import factories
from workshop_crm.tests.connections import at_once, on_own_connection
from workshop_crm.tests.hosts import bench_only
from workshop_crm.tests.import_factories import (
	batches_within_test,
	csv_text,
	make_import,
	make_list_file,
	run_to_end,
)

HEADER = ["Name", "Mobile", "Language", "Family Phone"]
WRITTEN = ("Customer", "Contact", "Customer Division Account", "Customer Search Key", "Customer Import Row")


class KilledWorker(BaseException):
	"""Stands for a worker that dies: nothing after it runs."""


class ImportCase(FrappeTestCase):
	"""Imports into a division of their own."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company()

	def line(self, phone: str | None = None, shared: str = "") -> list[str]:
		return [factories.unique("Salim Al Balushi"), phone or factories.new_mobile(), "English", shared]

	def rows(self, import_name: str) -> list:
		fields = ["line_number", "status", "reason", "customer", "raw_data"]
		filters = {"customer_import": import_name}
		return frappe.get_all("Customer Import Row", filters=filters, fields=fields, order_by="line_number")


class TestImporting(ImportCase):
	def test_every_line_becomes_a_customer_of_the_division(self):
		lines = [self.line(), self.line(), self.line()]
		document = make_import(csv_text(HEADER, *lines), self.company)
		self.assertEqual((document.status, document.total_rows), ("Mapped", 3))
		progress = run_to_end(document.name, batch=2)
		self.assertEqual((progress.status, progress.imported_rows, progress.percent), ("Completed", 3, 100))
		rows = self.rows(document.name)
		self.assertEqual([row.line_number for row in rows], [2, 3, 4])
		for row, line in zip(rows, lines, strict=True):
			customer = frappe.get_doc("Customer", row.customer)
			self.assertEqual((customer.customer_name, customer.mobile_no), (line[0], line[1]))
			self.assertEqual((customer.registration_source, customer.language), ("Import", "en"))
			account = {"customer": row.customer, "company": self.company}
			self.assertTrue(frappe.db.exists("Customer Division Account", account))

	def test_a_refused_line_says_why_and_the_rest_is_imported(self):
		taken = factories.make_customer()
		lines = [
			self.line(),
			self.line("9123"),
			self.line(taken.mobile_no),
			["", factories.new_mobile(), "", ""],
		]
		content = csv_text(HEADER, *lines) + '"not closed,1,2,3\n' + csv_text(self.line())
		document = make_import(content, self.company)
		progress = run_to_end(document.name)
		self.assertEqual(
			(progress.status, progress.imported_rows, progress.rejected_rows), ("Completed", 2, 4)
		)
		rejected = {row.line_number: row for row in self.rows(document.name) if row.status == "Rejected"}
		self.assertEqual(sorted(rejected), [3, 4, 5, 6])
		self.assertIn("9123", rejected[3].reason)
		self.assertIn(taken.customer_name, rejected[4].reason)
		self.assertIn("demanded for a registration", rejected[5].reason)
		self.assertEqual(rejected[6].reason, "A quotation mark in this line is not closed.")
		self.assertEqual(frappe.parse_json(rejected[3].raw_data)["Mobile"], "9123")

	def test_a_number_twice_in_one_file_is_refused_unless_shared(self):
		phone, family_phone = factories.new_mobile(), factories.new_mobile()
		lines = [
			self.line(phone),
			self.line(phone),
			self.line(family_phone, "yes"),
			self.line(family_phone, "نعم"),
		]
		document = make_import(csv_text(HEADER, *lines), self.company)
		progress = run_to_end(document.name, batch=1)
		self.assertEqual((progress.imported_rows, progress.rejected_rows), (3, 1))
		refused = next(row for row in self.rows(document.name) if row.status == "Rejected")
		self.assertEqual(
			(refused.line_number, refused.reason), (3, "Line 2 of this file has the same phone.")
		)

	def test_families_may_share_numbers_for_the_whole_file(self):
		phone = factories.new_mobile()
		content = csv_text(HEADER[:3], self.line(phone)[:3], self.line(phone)[:3])
		document = make_import(content, self.company, families_share_numbers=1)
		self.assertEqual(run_to_end(document.name).imported_rows, 2)

	def test_the_same_list_again_skips_who_is_registered(self):
		content = csv_text(HEADER, self.line(), self.line())
		run_to_end(make_import(content, self.company).name)
		before = factories.row_counts("Customer", "Contact")
		again = make_import(content, self.company)
		progress = run_to_end(again.name)
		self.assertEqual((progress.imported_rows, progress.rejected_rows, progress.skipped_rows), (0, 0, 2))
		self.assertTrue(all(row.customer for row in self.rows(again.name)))
		self.assertEqual(factories.row_counts("Customer", "Contact"), before)

	def test_identity_numbers_and_notes_find_their_places(self):
		header = [*HEADER, "Civil ID", "Remarks"]
		number = factories.new_mobile()[4:]
		lines = [[*self.line(), number, "Calls after the evening prayer"], [*self.line("1"), number, ""]]
		document = make_import(csv_text(header, *lines), self.company)
		run_to_end(document.name)
		imported, refused = self.rows(document.name)
		self.assertTrue(frappe.db.exists("Customer Identity", {"customer": imported.customer}))
		self.assertTrue(frappe.db.exists("Customer Note", {"customer": imported.customer}))
		self.assertNotIn(number, refused.raw_data)
		self.assertIn(number, imports.rejected_as_csv(document.name))

	def test_a_formula_in_a_refused_line_is_made_harmless(self):
		document = make_import(csv_text(HEADER, ["=HYPERLINK(0)", "1", "", ""]), self.company)
		run_to_end(document.name)
		line = imports.rejected_as_csv(document.name).splitlines()[1]
		self.assertTrue(line.startswith("2,"))
		self.assertIn(",'=HYPERLINK(0),", line)


class TestDryRun(ImportCase):
	def test_it_changes_nothing_and_finds_what_the_import_would_refuse(self):
		phone = factories.new_mobile()
		lines = [self.line(phone), self.line(), self.line(phone), self.line("12")]
		document = make_import(csv_text(HEADER, *lines), self.company)
		number = factories.make_customer().customer_number
		before = factories.row_counts(*WRITTEN[:4])
		progress = run_to_end(document.name, dry_run=True, batch=2)
		self.assertEqual(
			(progress.status, progress.valid_rows, progress.rejected_rows), ("Dry Run Done", 2, 2)
		)
		self.assertEqual(progress.imported_rows, 0)
		self.assertEqual(factories.row_counts(*WRITTEN[:4]), before)
		self.assertEqual(int(factories.make_customer().customer_number[5:]), int(number[5:]) + 1)
		reasons = [row.reason for row in self.rows(document.name)]
		self.assertEqual(reasons[0], "Line 2 of this file has the same phone.")

	def test_the_import_after_it_starts_afresh(self):
		document = make_import(csv_text(HEADER, self.line(), self.line("12")), self.company)
		run_to_end(document.name, dry_run=True)
		progress = run_to_end(document.name)
		self.assertEqual((progress.imported_rows, progress.rejected_rows, progress.processed_rows), (1, 1, 2))
		self.assertEqual(len(self.rows(document.name)), 2)


class TestGoingOn(ImportCase):
	def run_until_killed(self, document, after: int) -> None:
		"""Work with batches of two until the worker dies at registration number `after` + 1."""
		calls = iter(range(after))
		register = run.register

		def dying_register(registration):
			if next(calls, None) is None:
				raise KilledWorker
			return register(registration)

		with batches_within_test(2) as undo_open_batch:
			imports.start_import(document.name)
			run.commit_batch()
			with patch.object(run, "register", dying_register), self.assertRaises(KilledWorker):
				run.run_import(document.name)
			undo_open_batch()

	def go_on(self, document) -> dict:
		with batches_within_test(2):
			imports.resume_import(document.name)
			run.commit_batch()
			run.run_import(document.name)
		return imports.progress(document.name)

	def test_a_killed_run_goes_on_where_its_last_batch_ended(self):
		document = make_import(csv_text(HEADER, *(self.line() for _n in range(5))), self.company)
		self.run_until_killed(document, after=3)
		broken_off = imports.progress(document.name)
		self.assertEqual(
			(broken_off.status, broken_off.processed_rows, broken_off.imported_rows), ("Running", 2, 2)
		)
		progress = self.go_on(document)
		self.assertEqual((progress.status, progress.imported_rows), ("Completed", 5))
		customers = [row.customer for row in self.rows(document.name)]
		self.assertEqual(len(set(customers)), 5)
		self.assertEqual(frappe.db.count("Customer Division Account", {"customer": ["in", customers]}), 5)

	def test_a_job_that_runs_twice_imports_nothing_twice(self):
		document = make_import(csv_text(HEADER, self.line(), self.line()), self.company)
		run_to_end(document.name)
		before = factories.row_counts(*WRITTEN)
		with batches_within_test():
			run.run_import(document.name)
		self.assertEqual(factories.row_counts(*WRITTEN), before)

	def test_a_second_start_takes_only_the_refused_lines(self):
		taken = factories.make_customer()
		document = make_import(csv_text(HEADER, self.line(), self.line(taken.mobile_no)), self.company)
		self.assertEqual(run_to_end(document.name).rejected_rows, 1)
		before = frappe.db.count("Customer")
		frappe.db.set_value("Customer Import", document.name, "families_share_numbers", 1)
		frappe.clear_document_cache("Customer Import", document.name)
		progress = run_to_end(document.name)
		self.assertEqual((progress.imported_rows, progress.rejected_rows), (2, 0))
		self.assertEqual(frappe.db.count("Customer"), before + 1)

	def test_a_deadlock_repeats_the_batch(self):
		document = make_import(csv_text(HEADER, self.line(), self.line()), self.company)
		register, failures = run.register, iter([None, frappe.QueryDeadlockError])

		def unlucky_register(registration):
			failure = next(failures, None)
			if failure:
				raise failure
			return register(registration)

		with patch.object(run, "register", unlucky_register):
			progress = run_to_end(document.name)
		self.assertEqual((progress.status, progress.imported_rows), ("Completed", 2))

	def test_trouble_that_is_no_fault_of_a_line_ends_as_failed_and_can_go_on(self):
		document = make_import(csv_text(HEADER, self.line(), self.line()), self.company)
		with patch.object(run, "register", side_effect=ConnectionError("database has gone")):
			progress = run_to_end(document.name)
		self.assertEqual((progress.status, progress.imported_rows), ("Failed", 0))
		self.assertIn("database has gone", progress.error)
		self.assertEqual(self.go_on(document)["imported_rows"], 2)

	def test_a_pause_stops_at_the_end_of_the_batch(self):
		document = make_import(csv_text(HEADER, *(self.line() for _n in range(4))), self.company)
		record = run._record

		def record_and_pause(work, *arguments):
			record(work, *arguments)
			imports.pause_import(work.name)

		with patch.object(run, "_record", record_and_pause):
			progress = run_to_end(document.name, batch=2)
		self.assertEqual((progress.status, progress.imported_rows), ("Paused", 2))
		self.assertEqual(self.go_on(document)["imported_rows"], 4)


class TestQueue(ImportCase):
	def test_an_import_is_queued_once_after_the_commit_on_the_long_queue(self):
		document = make_import(csv_text(HEADER, self.line()), self.company)
		with patch.object(frappe, "enqueue") as enqueue:
			imports.start_import(document.name)
		(method,), options = enqueue.call_args
		self.assertEqual(frappe.get_attr(method), tasks.run_queued_import)
		self.assertEqual((options["queue"], options["import_name"]), ("long", document.name))
		self.assertTrue(options["deduplicate"] and options["enqueue_after_commit"] and options["job_id"])

	def test_the_reasons_are_in_the_language_of_who_started(self):
		manager = factories.make_user("Workshop Manager")
		frappe.db.set_value("User", manager, "language", "ar")
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(manager)
		with patch.object(tasks, "run_import") as run_import:
			tasks.run_queued_import("CIMP-00000")
		run_import.assert_called_once_with("CIMP-00000")
		self.assertEqual(frappe.local.lang, "ar")


class TestRefusedImports(ImportCase):
	def test_a_list_without_a_phone_column_cannot_start(self):
		document = make_import(csv_text(["Name", "Town"], ["Salim", "Sohar"]), self.company)
		self.assertEqual(document.status, "Draft")
		with patch.object(queue, "queue_import") as queued, self.assertRaises(ImportFileError):
			imports.start_import(document.name)
		queued.assert_not_called()
		self.assertEqual(frappe.db.get_value("Customer Import", document.name, "status"), "Draft")

	def test_wrong_encoding_public_and_unreadable_files_are_refused(self):
		before = frappe.db.count("Customer Import")
		with self.assertRaises(ImportFileError):
			make_import("Name,Mobile\nJosé,91234567\n".encode("latin-1"), self.company)
		public = make_list_file(csv_text(HEADER, self.line()), private=False)
		document = frappe.new_doc("Customer Import", file=public.file_url, company=self.company)
		with self.assertRaises(ImportFileError):
			document.insert()
		self.assertEqual(frappe.db.count("Customer Import"), before)

	def test_a_running_import_cannot_be_started_or_remapped(self):
		document = make_import(csv_text(HEADER, self.line()), self.company)
		with batches_within_test():
			imports.start_import(document.name)
			with self.assertRaises(ImportFileError):
				imports.start_import(document.name)
		document.reload()
		document.file = make_list_file(csv_text(HEADER, self.line())).file_url
		with self.assertRaises(ImportFileError):
			document.save()

	def test_a_finished_import_cannot_be_paused_or_resumed(self):
		document = make_import(csv_text(HEADER, self.line()), self.company)
		run_to_end(document.name)
		for action in (imports.pause_import, imports.resume_import):
			with self.subTest(action=action.__name__), self.assertRaises(ImportFileError):
				action(document.name)

	def test_a_hundred_thousand_lines_are_accepted(self):
		lines = "".join(f"Customer {number},9{number:07d},English,\n" for number in range(100_000))
		document = make_import(",".join(HEADER) + "\n" + lines, self.company)
		self.assertEqual((document.status, document.total_rows), ("Mapped", 100_000))

	def test_a_deleted_import_leaves_its_customers(self):
		document = make_import(csv_text(HEADER, self.line()), self.company)
		run_to_end(document.name)
		customer = self.rows(document.name)[0].customer
		document.reload()
		document.delete()
		self.assertEqual(self.rows(document.name), [])
		self.assertTrue(frappe.db.exists("Customer", customer))


class TestStartingTwiceAtOnce(FrappeTestCase):
	"""Two people click on start at the same moment."""

	@bench_only
	def test_one_of_two_starts_is_refused(self):
		document = on_own_connection(self.make_committed_import)
		self.addCleanup(on_own_connection, self.remove, document.name, document.file)
		both_have_read = Barrier(2)

		def start():
			frappe.get_doc("Customer Import", document.name)
			both_have_read.wait(timeout=10)
			imports.begin_import(document.name)

		refusals = 0
		for outcome in at_once((start, (), {}), (start, (), {})):
			try:
				outcome()
			except ImportFileError:
				refusals += 1
		self.assertEqual(refusals, 1)

	def make_committed_import(self):
		company = frappe.get_all("Company", filters={"is_group": 0}, pluck="name", limit=1)[0]
		return make_import(csv_text(HEADER[:2], ["Salim", factories.new_mobile()]), company)

	def remove(self, import_name: str, file_url: str):
		frappe.delete_doc("Customer Import", import_name, force=True)
		frappe.db.delete("File", {"file_url": file_url})
