"""The import endpoints: who may, what they answer, and that a refusal changes nothing."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import imports
from workshop_crm.customer_management.profile.importing import queue
from workshop_crm.exceptions import DivisionAccessError, ImportFileError
from workshop_crm.tests import factories
from workshop_crm.tests.import_factories import csv_text, make_import, make_list_file, run_to_end

HEADER = ["Name", "Mobile", "Shoe Size"]


class TestImports(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company, cls.other_company = factories.make_company(), factories.make_company()
		cls.advisor = factories.make_user("Workshop Advisor", companies=(cls.company,))
		cls.technician = factories.make_user("Workshop Technician")
		cls.auditor = factories.make_user("Workshop Auditor")

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		queueing = patch.object(queue, "queue_import")
		self.queued = queueing.start()
		self.addCleanup(queueing.stop)

	def content(self, *phones: str) -> str:
		return csv_text(HEADER, *([factories.unique("Badr Al Kindi"), phone, "42"] for phone in phones))

	def file_of(self, user: str, content: str | None = None) -> str:
		frappe.set_user(user)
		return make_list_file(content or self.content(factories.new_mobile())).file_url

	def test_an_advisor_previews_maps_and_starts(self):
		file_url = self.file_of(self.advisor)
		shown = imports.preview(file_url, self.company)
		self.assertEqual([column["target"] for column in shown["columns"]], ["customer_name", "phone", ""])
		self.assertEqual((shown["status"], shown["total_rows"], shown["encoding"]), ("Mapped", 1, "utf-8"))
		mapped = imports.map(shown["name"], ["customer_name_ar", "phone", ""], "en", True)
		self.assertEqual(
			[column["target"] for column in mapped["columns"]], ["customer_name_ar", "phone", ""]
		)
		self.assertEqual((mapped["default_language"], mapped["families_share_numbers"]), ("en", 1))
		progress = imports.start(shown["name"], dry_run=True)
		self.assertEqual(
			(progress["status"], progress["mode"], progress["percent"]), ("Running", "Dry Run", 0)
		)
		self.queued.assert_called_once_with(shown["name"])

	def test_targets_may_come_as_json_text(self):
		shown = imports.preview(self.file_of(self.advisor), self.company)
		mapped = imports.map(shown["name"], '["customer_name", "phone", "notes"]')
		self.assertEqual(mapped["columns"][2]["target"], "notes")

	def test_an_unusable_mapping_is_refused_and_the_old_one_kept(self):
		shown = imports.preview(self.file_of(self.advisor), self.company)
		for targets in (
			["customer_name", "", ""],
			["customer_name", "phone"],
			["phone", "phone", ""],
			["x", "phone", ""],
		):
			with self.subTest(targets=targets), self.assertRaises(ImportFileError):
				imports.map(shown["name"], targets)
		kept = frappe.get_doc("Customer Import", shown["name"])
		self.assertEqual([row.target_field or "" for row in kept.columns], ["customer_name", "phone", ""])

	def test_another_division_is_refused(self):
		file_url = self.file_of(self.advisor)
		before = frappe.db.count("Customer Import")
		with self.assertRaises(DivisionAccessError):
			imports.preview(file_url, self.other_company)
		self.assertEqual(frappe.db.count("Customer Import"), before)
		frappe.set_user("Administrator")
		foreign = make_import(self.content(factories.new_mobile()), self.other_company)
		frappe.set_user(self.advisor)
		for endpoint in (
			imports.start,
			imports.progress,
			imports.rows,
			imports.rejected,
			imports.pause,
			imports.resume,
		):
			with self.subTest(endpoint=endpoint.__name__), self.assertRaises(frappe.PermissionError):
				endpoint(foreign.name)
		self.assertEqual(frappe.db.get_value("Customer Import", foreign.name, "status"), "Mapped")

	def test_who_may_not_register_may_not_import(self):
		document = make_import(self.content(factories.new_mobile()), self.company)
		for user in (self.technician, self.auditor, "Guest"):
			frappe.set_user(user)
			with self.subTest(user=user):
				with self.assertRaises(frappe.PermissionError):
					imports.preview("/private/files/any.csv", self.company)
				with self.assertRaises(frappe.PermissionError):
					imports.start(document.name)
		self.queued.assert_not_called()
		self.assertEqual(frappe.db.get_value("Customer Import", document.name, "status"), "Mapped")

	def test_an_auditor_reads_and_a_technician_does_not(self):
		document = make_import(self.content("12"), self.company)
		run_to_end(document.name)
		frappe.set_user(self.auditor)
		self.assertEqual(imports.progress(document.name)["rejected_rows"], 1)
		self.assertEqual(imports.rows(document.name, "Rejected")[0]["line_number"], 2)
		frappe.set_user(self.technician)
		for endpoint in (imports.progress, imports.rows, imports.rejected):
			with self.subTest(endpoint=endpoint.__name__), self.assertRaises(frappe.PermissionError):
				endpoint(document.name)

	def test_a_file_of_somebody_else_is_as_good_as_missing(self):
		frappe.set_user("Administrator")
		file = make_list_file(self.content(factories.new_mobile()))
		frappe.set_user(self.advisor)
		with self.assertRaises(ImportFileError):
			imports.preview(file.file_url, self.company)

	def test_rows_come_in_pages_of_at_most_a_hundred(self):
		document = make_import(self.content("1", "2", "3"), self.company)
		run_to_end(document.name)
		page = imports.rows(document.name, limit_start=1, limit_page_length=1)
		self.assertEqual([row["line_number"] for row in page], [3])
		self.assertEqual(len(imports.rows(document.name, limit_page_length=100)), 3)
		for start, length in ((0, 101), (0, 0), (-1, 20)):
			with self.subTest(start=start, length=length), self.assertRaises(frappe.ValidationError):
				imports.rows(document.name, limit_start=start, limit_page_length=length)

	def test_refused_lines_come_as_a_file(self):
		document = make_import(self.content("12"), self.company)
		run_to_end(document.name)
		imports.rejected(document.name)
		content = frappe.response["filecontent"].decode("utf-8-sig").splitlines()
		self.assertEqual(content[0], "Line,Reason,Name,Mobile,Shoe Size")
		self.assertTrue(content[1].startswith("2,"))
		self.assertEqual(frappe.response["filename"], f"{document.name}-rejected.csv")

	def test_only_a_broken_off_import_goes_on(self):
		document = make_import(self.content(factories.new_mobile()), self.company)
		with self.assertRaises(ImportFileError):
			imports.resume(document.name)
		imports.start(document.name)
		self.assertEqual(imports.pause(document.name)["status"], "Paused")
		self.assertEqual(imports.resume(document.name)["status"], "Running")
		self.assertEqual(self.queued.call_count, 2)
