"""Tags over HTTP: given, taken, and refused with nothing changed."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import tags
from workshop_crm.exceptions import CustomerError
from workshop_crm.tests.factories import make_company, make_customer, make_user


class TestTags(FrappeTestCase):
	def setUp(self):
		self.company = make_company()
		self.customer = make_customer(company=self.company).name
		self.advisor = make_user("Workshop Advisor", companies=(self.company,))

	def linked(self) -> list[str]:
		"""Return the rows that Frappe finds tagged documents by."""
		filters = {"document_type": "Customer", "document_name": self.customer}
		return sorted(frappe.get_all("Tag Link", filters=filters, pluck="tag"))

	def test_given_and_taken(self):
		with self.set_user(self.advisor):
			self.assertEqual(tags.add(self.customer, "Fleet"), {"tags": ["Fleet"]})
			self.assertEqual(tags.add(self.customer, " شركة "), {"tags": ["Fleet", "شركة"]})
			self.assertEqual(tags.add(self.customer, "fleet"), {"tags": ["Fleet", "شركة"]})
			self.assertEqual(self.linked(), ["Fleet", "شركة"])
			self.assertEqual(tags.remove(self.customer, "Fleet"), {"tags": ["شركة"]})
			self.assertEqual(tags.list(self.customer), {"tags": ["شركة"]})
		self.assertEqual(self.linked(), ["شركة"])

	def test_wrong_tags_change_nothing(self):
		with self.set_user(self.advisor):
			for tag in ("", "a,b", "x" * 61, "<b>", "two\nlines"):
				self.assertRaises(CustomerError, tags.add, self.customer, tag)
			self.assertRaises(CustomerError, tags.remove, self.customer, "Unknown")
		self.assertEqual(self.linked(), [])

	def test_who_may_not_change_the_customer_may_not_tag_him(self):
		tags.add(self.customer, "Fleet")
		elsewhere = make_user("Workshop Manager", companies=(make_company(),))
		for user in (make_user("Workshop Technician"), make_user("Workshop Marketing"), "Guest", elsewhere):
			with self.subTest(user), self.set_user(user):
				self.assertRaises(frappe.PermissionError, tags.add, self.customer, "Spy")
				self.assertRaises(frappe.PermissionError, tags.remove, self.customer, "Fleet")
		for user in ("Guest", elsewhere):
			with self.subTest(user), self.set_user(user):
				self.assertRaises(frappe.PermissionError, tags.list, self.customer)
		self.assertEqual(self.linked(), ["Fleet"])
