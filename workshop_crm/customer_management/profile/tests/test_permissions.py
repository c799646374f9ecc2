"""Who sees whom: staff limited to divisions see exactly the customers that have an account there."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.search.search import suggest_customers
from workshop_crm.exceptions import DuplicateCustomerError
from workshop_crm.tests import factories


class TestDivisionWall(FrappeTestCase):
	"""The same answer in list, document, linked records and look-up."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.mine, cls.other = factories.make_company(), factories.make_company()
		cls.seen = factories.make_customer(
			company=cls.mine, national_id=str(20_000_000 + next(factories._counter))
		)
		cls.hidden = factories.make_customer(
			company=cls.other, address={"address_line1": "Way 1", "city": "Sur"}
		)
		cls.homeless = factories.make_customer()
		cls.limited = factories.make_user("Workshop Advisor", companies=(cls.mine,))
		cls.free = factories.make_user("Workshop Advisor")

	def listed(self, doctype: str, names: list[str], user: str) -> set[str]:
		"""Return which of `names` the list of `doctype` shows to `user`."""
		with self.set_user(user):
			return set(frappe.get_list(doctype, filters={"name": ("in", names)}, pluck="name"))

	def test_visible_companies(self):
		self.assertEqual(visible_companies(self.limited), [self.mine])
		self.assertIsNone(visible_companies(self.free))
		self.assertIsNone(visible_companies("Administrator"))

	def test_list_of_customers(self):
		names = [self.seen.name, self.hidden.name, self.homeless.name]
		self.assertEqual(self.listed("Customer", names, self.limited), {self.seen.name})
		self.assertEqual(self.listed("Customer", names, self.free), set(names))

	def test_single_customer(self):
		for customer, expected in ((self.seen, True), (self.hidden, False), (self.homeless, False)):
			self.assertEqual(frappe.has_permission("Customer", "read", customer, user=self.limited), expected)
			self.assertTrue(frappe.has_permission("Customer", "read", customer, user=self.free))

	def test_a_customer_with_credit_limits_elsewhere_still_opens(self):
		divisions.open_account(self.seen.name, self.other)
		self.seen.reload()
		self.seen.append("credit_limits", {"company": self.other, "credit_limit": 100})
		self.seen.flags.ignore_mandatory = True
		self.seen.save()
		with self.set_user(self.limited):
			self.assertEqual(frappe.get_doc("Customer", self.seen.name).name, self.seen.name)
			self.assertEqual([row["company"] for row in divisions.accounts_of(self.seen.name)], [self.mine])

	def test_contacts_and_addresses_of_hidden_customers(self):
		contacts = [self.seen.customer_primary_contact, self.hidden.customer_primary_contact]
		self.assertEqual(self.listed("Contact", contacts, self.limited), {contacts[0]})
		self.assertEqual(self.listed("Contact", contacts, self.free), set(contacts))
		address = self.hidden.customer_primary_address
		self.assertEqual(self.listed("Address", [address], self.limited), set())
		self.assertFalse(frappe.has_permission("Address", "read", address, user=self.limited))

	def test_identity_records(self):
		name = frappe.db.get_value("Customer Identity", {"customer": self.seen.name})
		self.assertEqual(self.listed("Customer Identity", [name], self.limited), {name})
		stranger = factories.make_user("Workshop Advisor", companies=(factories.make_company(),))
		self.assertEqual(self.listed("Customer Identity", [name], stranger), set())

	def test_lookup_while_typing(self):
		digits = self.hidden.mobile_no[4:]
		with self.set_user(self.limited):
			self.assertEqual(suggest_customers(digits), [])
		with self.set_user(self.free):
			self.assertEqual([row["name"] for row in suggest_customers(digits)], [self.hidden.name])

	def test_a_duplicate_in_another_division_is_told_without_its_name(self):
		with self.set_user(self.limited):
			with self.assertRaises(DuplicateCustomerError) as refusal:
				factories.make_customer(phone=self.hidden.mobile_no, company=self.mine)
		text = str(refusal.exception)
		self.assertIn("another division", text)
		self.assertNotIn(self.hidden.customer_name, text)
		self.assertNotIn(self.hidden.customer_number, text)
		self.assertEqual(frappe.local.response["duplicates"][0]["customer"], None)

	def test_a_customer_made_in_the_form_stays_visible_to_his_maker(self):
		with self.set_user(self.limited):
			values = {"customer_name": factories.unique("Form Made"), "customer_group": "Individual"}
			customer = frappe.get_doc(
				{"doctype": "Customer", "customer_type": "Individual", **values}
			).insert()
			self.assertEqual([row["company"] for row in divisions.accounts_of(customer.name)], [self.mine])
			self.assertTrue(frappe.has_permission("Customer", "read", customer.name))


class TestRoles(FrappeTestCase):
	"""Least rights at the documents of the profile."""

	def test_technicians_cannot_read_identity_numbers(self):
		user = factories.make_user("Workshop Technician")
		self.assertFalse(frappe.has_permission("Customer Identity", "read", user=user))
		self.assertTrue(frappe.has_permission("Customer", "read", user=user))
		self.assertFalse(frappe.has_permission("Customer", "write", user=user))

	def test_search_keys_are_nobodys_to_read(self):
		for role in ("Workshop Manager", "Workshop Advisor", "Workshop Auditor"):
			user = factories.make_user(role)
			self.assertFalse(frappe.has_permission("Customer Search Key", "read", user=user), role)
