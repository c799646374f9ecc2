"""The actions other than tags: segment of the account, assigning, addresses, files."""

import csv
import io

import frappe
import openpyxl
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.bulk import export_action, records
from workshop_crm.customer_management.profile.divisions import set_status
from workshop_crm.customer_management.profile.segments.segments import find_customers
from workshop_crm.exceptions import BulkActionError
from workshop_crm.tests import factories
from workshop_crm.tests.bulk_factories import outcomes_of, run_to_end, undo_to_end

ACCOUNT = "Customer Division Account"


class BulkTestCase(FrappeTestCase):
	"""Three customers of a division, and its manager at work."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company()
		cls.manager = factories.make_user("Workshop Manager", companies=(cls.company,))

	def setUp(self):
		self.customers = [factories.make_customer(company=self.company).name for _number in range(3)]
		self.source = {"customers": self.customers}
		manager_at_work = self.set_user(self.manager)
		manager_at_work.__enter__()
		self.addCleanup(manager_at_work.__exit__, None, None, None)


class TestSegmentOfTheAccount(BulkTestCase):
	def segment_of(self, customer: str) -> str | None:
		return frappe.db.get_value(ACCOUNT, {"customer": customer, "company": self.company}, "segment")

	def asked(self, segment: str) -> dict:
		return {"company": self.company, "segment": segment}

	def test_it_is_written_found_and_restored(self):
		first, changed_since, closed = self.customers
		run_to_end("set_segment", self.asked("Taxi"), {"customers": [first]})
		frappe.set_user("Administrator")
		account = frappe.db.get_value(ACCOUNT, {"customer": closed, "company": self.company})
		set_status(account, "Closed", "Moved away")
		frappe.set_user(self.manager)
		done = run_to_end("set_segment", self.asked("Fleet"), self.source)
		self.assertEqual((done["changed"], done["skipped"]), (2, 1))
		self.assertEqual(outcomes_of(done["name"])[closed], ("Skipped", "The account is closed."))
		rows = [{"fact": "account_segment", "operator": "is", "value": "Fleet"}]
		found = {row.name for row in find_customers(rows, self.company)["rows"]}
		self.assertEqual(found, {first, changed_since})
		run_to_end("set_segment", self.asked("Race"), {"customers": [changed_since]})
		undone = undo_to_end(done["name"])
		self.assertEqual((undone["status"], undone["undone"]), ("Undone", 1))
		self.assertEqual([self.segment_of(name) for name in self.customers], ["Taxi", "Race", None])

	def test_customers_without_an_account_there_and_other_divisions(self):
		frappe.set_user("Administrator")
		other = factories.make_company()
		progress = run_to_end("set_segment", {"company": other, "segment": "Fleet"}, self.source)
		self.assertEqual((progress["changed"], progress["skipped"]), (0, 3))
		frappe.set_user(self.manager)
		before = factories.row_counts(records.DOCTYPE, records.ROW)
		with self.assertRaises(frappe.PermissionError):
			run_to_end("set_segment", {"company": other, "segment": "Fleet"}, self.source)
		self.assertEqual(factories.row_counts(records.DOCTYPE, records.ROW), before)


class TestAssigning(BulkTestCase):
	def test_once_to_a_user_who_may_see_the_customer(self):
		advisor = factories.make_user("Workshop Advisor", companies=(self.company,))
		asked = {"user": advisor, "description": "Call about the offer", "date": "2030-05-01"}
		done = run_to_end("assign", asked, self.source)
		self.assertEqual((done["status"], done["changed"], done["may_undo"]), ("Finished", 3, False))
		filters = {"allocated_to": advisor, "reference_type": "Customer", "status": "Open"}
		todos = frappe.get_all("ToDo", filters, ["reference_name", "assigned_by", "date", "description"])
		self.assertEqual({todo.reference_name for todo in todos}, set(self.customers))
		self.assertEqual({str(todo.date) for todo in todos}, {"2030-05-01"})
		self.assertEqual({todo.assigned_by for todo in todos}, {self.manager})
		again = run_to_end("assign", asked, self.source)
		self.assertEqual(again["reasons"], [{"reason": "Is assigned to this user already.", "count": 3}])
		self.assertEqual(frappe.db.count("ToDo", filters), 3)

	def test_nobody_gets_to_see_more_by_it(self):
		frappe.set_user("Administrator")
		stranger = factories.make_user("Workshop Advisor", companies=(factories.make_company(),))
		frappe.set_user(self.manager)
		before = factories.row_counts("ToDo", "DocShare")
		done = run_to_end("assign", {"user": stranger, "description": "Call"}, self.source)
		self.assertEqual(done["reasons"], [{"reason": "The user may not see this customer.", "count": 3}])
		self.assertEqual(factories.row_counts("ToDo", "DocShare"), before)

	def test_wrong_values_are_refused(self):
		portal = factories.make_user("Customer", user_type="Website User")
		for asked in (
			{"user": "nobody@example.com", "description": "Call"},
			{"user": portal, "description": "Call"},
			{"user": self.manager, "description": " "},
			{"user": self.manager, "description": "Call", "date": "tomorrow"},
		):
			with self.subTest(asked), self.assertRaises(BulkActionError):
				run_to_end("assign", asked, self.source)


class TestAddresses(BulkTestCase):
	def make_address(self, *customers: str, **values) -> str:
		links = [{"link_doctype": "Customer", "link_name": name} for name in customers]
		fields = {
			"address_title": "Home",
			"address_type": "Billing",
			"address_line1": "Way 1",
			"city": "Muscat",
		}
		doc = frappe.get_doc({"doctype": "Address", "country": "Oman", "links": links, **fields, **values})
		return doc.insert(ignore_permissions=True).name

	def test_those_that_nobody_decided(self):
		first, second, without = self.customers
		shared, own = self.make_address(first, second), self.make_address(first)
		done = run_to_end("verify_addresses", {"notes": "Deliveries arrived"}, self.source)
		self.assertEqual((done["changed"], done["skipped"]), (1, 2))
		for address in (shared, own):
			found = frappe.db.get_value("Address", address, ["verification_status", "verified_by"])
			self.assertEqual(found, ("Verified", self.manager))
		kept = {"customer": second, "value": shared, "status": "Verified"}
		self.assertTrue(frappe.db.exists("Customer Verification", kept))
		self.assertEqual(outcomes_of(done["name"])[without], ("Skipped", "Has no address to be verified."))

	def test_how_they_were_checked_is_demanded(self):
		with self.assertRaises(BulkActionError):
			run_to_end("verify_addresses", {}, self.source)


class TestExport(BulkTestCase):
	def exported(self, file_format: str) -> bytes:
		done = run_to_end("export", {"file_format": file_format}, self.source)
		self.assertEqual((done["status"], done["changed"], done["file"]), ("Finished", 3, True))
		file = frappe.get_doc("File", records.exported_file(done["name"]))
		self.assertEqual((file.is_private, file.attached_to_name), (1, done["name"]))
		with open(file.get_full_path(), "rb") as content:
			return content.read()

	def test_a_file_without_formulas(self):
		frappe.db.set_value("Customer", self.customers[0], "customer_name", "=1+1")
		text = self.exported("CSV").decode("utf-8-sig")
		lines = list(csv.reader(io.StringIO(text)))
		self.assertEqual((len(lines), len(lines[0])), (4, len(export_action.FIELDS) + 1))
		self.assertEqual(lines[1][1], "'=1+1")
		numbers = frappe.get_all("Customer", {"name": ("in", self.customers)}, pluck="customer_number")
		self.assertEqual({line[0] for line in lines[1:]}, set(numbers))

	def test_a_sheet(self):
		sheet = openpyxl.load_workbook(io.BytesIO(self.exported("Excel"))).active
		rows = list(sheet.iter_rows(values_only=True))
		self.assertEqual((len(rows), rows[0][0]), (4, "Customer Number"))

	def test_unknown_formats_and_who_may_not_export(self):
		with self.assertRaises(BulkActionError):
			run_to_end("export", {"file_format": "PDF"}, self.source)
		with (
			self.set_user(factories.make_user("Workshop Marketing")),
			self.assertRaises(frappe.PermissionError),
		):
			run_to_end("export", {"file_format": "CSV"}, self.source)
