"""Customer links offer whom the search finds, as the standing and the form's filters allow."""

import frappe
from frappe.desk.search import search_link
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import divisions
from workshop_crm.tests import factories


def offered(text: str, **arguments) -> list[str]:
	return [row["value"] for row in search_link("Customer", text, **arguments)]


class TestCustomerLink(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company()
		cls.other = factories.make_company()
		cls.word = factories.unique("Qutaiba").replace(" ", "")
		cls.customer = factories.make_customer(
			customer_name=f"{cls.word} Al Harthy", customer_name_ar="قتيبة الحارثي", company=cls.company
		)
		cls.phone = cls.customer.mobile_no

	def tearDown(self):
		frappe.set_user("Administrator")

	def account(self) -> str:
		filters = {"customer": self.customer.name, "company": self.company}
		return frappe.db.get_value("Customer Division Account", filters)

	def test_name_and_phone_find_the_customer_in_a_link(self):
		for text in (self.word, f"{self.word[:-2]}", self.phone[4:], f"00{self.phone[1:]}"):
			self.assertIn(self.customer.name, offered(text), text)

	def test_the_row_shows_what_tells_customers_apart(self):
		row = next(row for row in search_link("Customer", self.word) if row["value"] == self.customer.name)
		for part in ("قتيبة الحارثي", self.customer.customer_number, self.phone[4:8]):
			self.assertIn(part, row["description"])

	def test_filters_of_the_form_apply(self):
		group = self.customer.customer_group
		self.assertIn(self.customer.name, offered(self.word, filters={"customer_group": group}))
		self.assertEqual(offered(self.word, filters={"customer_group": ["!=", group]}), [])
		self.assertEqual(offered(self.word, filters=[["Customer", "customer_group", "!=", group]]), [])

	def test_disabled_customers_are_not_offered(self):
		frappe.db.set_value("Customer", self.customer.name, "disabled", 1)
		self.addCleanup(frappe.db.set_value, "Customer", self.customer.name, "disabled", 0)
		self.assertEqual(offered(self.word), [])

	def test_inactive_everywhere_is_hidden_from_pickers(self):
		divisions.set_status(self.account(), "Inactive", "Moved abroad")
		self.addCleanup(divisions.set_status, self.account(), "Active", "Came back")
		self.assertEqual(offered(self.word), [])
		divisions.open_account(self.customer.name, self.other)
		self.assertEqual(offered(self.word), [self.customer.name])

	def test_staff_of_another_division_are_offered_nobody(self):
		stranger = factories.make_user("Workshop Advisor", companies=(factories.make_company(),))
		frappe.set_user(stranger)
		self.assertEqual(offered(self.word), [])
		self.assertEqual(offered(self.phone[4:]), [])

	def test_an_empty_text_offers_those_changed_last(self):
		frappe.get_doc("Customer", self.customer.name).save()
		self.assertEqual(offered("")[0], self.customer.name)

	def test_guests_are_refused(self):
		frappe.set_user("Guest")
		with self.assertRaises(frappe.PermissionError):
			frappe.get_attr("workshop_crm.customer_management.search.link_field.customers_for_link")(
				"Customer", self.word, "name", 0, 10
			)
