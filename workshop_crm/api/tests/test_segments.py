"""Segments over HTTP: what comes back, and who is refused with nothing changed."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import segments
from workshop_crm.customer_management.profile.segments.segments import DOCTYPE
from workshop_crm.exceptions import SegmentError
from workshop_crm.tests.factories import make_company, make_customer, make_user, row_counts, unique

WRITTEN = (DOCTYPE, "Customer Segment Condition")
NGOS = [{"fact": "identity_type", "operator": "is", "values": ["NGO"]}]


class TestSegments(FrappeTestCase):
	def setUp(self):
		self.company = make_company()
		self.customer = make_customer(company=self.company, identity_type="NGO").name
		self.other = make_customer(company=self.company).name
		self.marketing = make_user("Workshop Marketing", companies=(self.company,))
		self.name = segments.create(unique("Charities"), NGOS, self.company)["name"]

	def test_create_read_change_and_delete(self):
		with self.set_user(self.marketing):
			made = segments.create(unique("Societies"), NGOS, self.company, "For the newsletter")
			self.assertEqual((made["conditions"], made["last_count"], made["may_write"]), (NGOS, 1, True))
			self.assertIn(made["name"], [row["name"] for row in segments.list(0, 100)["rows"]])
			retail = [{"fact": "account_type", "operator": "in", "values": ["Retail", "Loyalty"]}]
			changed = segments.update(made["name"], {"conditions": retail, "description": None})
			self.assertEqual((changed["conditions"], changed["last_count"]), (retail, 2))
			self.assertEqual(segments.get(made["name"])["description"], None)
			self.assertEqual(segments.delete(made["name"]), {"deleted": made["name"]})
		self.assertFalse(frappe.db.exists(DOCTYPE, made["name"]))

	def test_its_customers_page_by_page(self):
		with self.set_user(self.marketing):
			page = segments.customers(self.name)
			self.assertEqual([row["name"] for row in page["rows"]], [self.customer])
			self.assertEqual((page["has_more"], page["next_start"]), (False, 1))
			self.assertEqual(segments.count(self.name), {"count": 1})
			with self.assertRaises(frappe.ValidationError):
				segments.customers(self.name, 0, 101)

	def test_a_preview_keeps_nothing(self):
		before = row_counts(*WRITTEN)
		with self.set_user(self.marketing):
			shown = segments.preview(NGOS)
			further = segments.preview(NGOS, None, 1)
		self.assertEqual((shown["count"], [row["name"] for row in shown["rows"]]), (1, [self.customer]))
		self.assertEqual(further, {"rows": [], "has_more": False, "next_start": 1})
		self.assertEqual(row_counts(*WRITTEN), before)

	def test_facts_name_their_operators_and_options(self):
		with self.set_user(self.marketing):
			facts = {fact["name"]: fact for fact in segments.facts()}
		self.assertIn({"value": "NGO", "label": "NGO"}, facts["identity_type"]["options"])
		self.assertIn({"value": "is not", "label": "is not"}, facts["identity_type"]["operators"])
		self.assertEqual(facts["spent"]["options"], [])
		self.assertEqual([option["value"] for option in facts["division"]["options"]], [self.company])

	def test_a_segment_of_all_divisions_keeps_no_count(self):
		made = segments.create(unique("Everywhere"), NGOS)
		self.assertEqual((made["last_count"], made["last_counted_on"]), (0, None))

	def test_a_wrong_condition_changes_nothing(self):
		before = row_counts(*WRITTEN)
		wrong = [{"fact": "identity_type", "operator": "at least", "values": ["NGO"]}]
		with self.set_user(self.marketing):
			for call in (
				lambda: segments.create(unique("Wrong"), wrong),
				lambda: segments.update(self.name, {"conditions": wrong}),
				lambda: segments.create(unique("Empty"), []),
			):
				self.assertRaises(SegmentError, call)
			unknown = {"segment_name": "Other"}
			self.assertRaises(frappe.ValidationError, segments.update, self.name, unknown)
		self.assertEqual(row_counts(*WRITTEN), before)
		self.assertEqual(segments.get(self.name)["conditions"], NGOS)

	def test_an_advisor_and_an_auditor_only_read(self):
		before = row_counts(*WRITTEN)
		for role in ("Workshop Advisor", "Workshop Auditor"):
			with self.subTest(role), self.set_user(make_user(role, companies=(self.company,))):
				self.assertFalse(segments.get(self.name)["may_write"])
				self.assertEqual(segments.count(self.name), {"count": 1})
				self.refused_to_change()
		self.assertEqual(row_counts(*WRITTEN), before)

	def test_technicians_guests_and_other_divisions_get_nothing(self):
		before = row_counts(*WRITTEN)
		elsewhere = make_user("Workshop Manager", companies=(make_company(),))
		for user in (make_user("Workshop Technician", companies=(self.company,)), "Guest", elsewhere):
			with self.subTest(user), self.set_user(user):
				for call in (segments.get, segments.customers, segments.count):
					self.assertRaises(frappe.PermissionError, call, self.name)
				self.assertRaises(frappe.PermissionError, segments.preview, NGOS, self.company)
				self.refused_to_change()
		with self.set_user(elsewhere):
			self.assertNotIn(self.name, [row["name"] for row in segments.list(0, 100)["rows"]])
			shown = segments.preview(NGOS)
			self.assertEqual((shown["count"], shown["rows"]), (0, []))
			self.assertRaises(frappe.PermissionError, segments.create, unique("Spy"), NGOS, self.company)
		self.assertEqual(row_counts(*WRITTEN), before)
		self.assertEqual(segments.get(self.name)["conditions"], NGOS)

	def test_a_file_for_who_may_export_without_formulas(self):
		frappe.db.set_value("Customer", self.customer, "customer_name", "=1+1")
		with self.set_user(make_user("Workshop Manager", companies=(self.company,))):
			segments.as_file(self.name)
		lines = frappe.response.pop("filecontent").decode("utf-8-sig").splitlines()
		self.assertEqual(len(lines), 2)
		self.assertIn(f"{self.customer},'=1+1,", lines[1])
		for role in ("Workshop Marketing", "Workshop Advisor", "Workshop Technician"):
			with self.subTest(role), self.set_user(make_user(role, companies=(self.company,))):
				self.assertRaises(frappe.PermissionError, segments.as_file, self.name)
		self.assertNotIn("filecontent", frappe.response)

	def refused_to_change(self):
		"""Try every change; each must be refused."""
		for call in (
			lambda: segments.create(unique("Refused"), NGOS, self.company),
			lambda: segments.update(self.name, {"description": "Changed"}),
			lambda: segments.delete(self.name),
		):
			self.assertRaises(frappe.PermissionError, call)
