"""The keys that registration writes without reading are those that reading would give."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import keys
from workshop_crm.tests import factories


class TestFirstKeys(FrappeTestCase):
	def stored_keys(self, customer: str) -> set:
		rows = frappe.get_all(keys.DOCTYPE, filters={"customer": customer}, fields=["kind", "search_key"])
		return {(row.kind, row.search_key) for row in rows}

	def assert_complete(self, customer) -> None:
		self.assertEqual(self.stored_keys(customer.name), keys.keys_for(customer.name))

	def test_of_a_full_registration(self):
		customer = factories.make_customer(
			customer_name_ar="سالم بن علي البلوشي",
			whatsapp=factories.new_mobile(),
			more_phones=[factories.new_mobile(), "+442071234567"],
			email=f"{factories.unique('Mixed.Case').replace(' ', '')}@Example.com",
			national_id=factories.new_mobile()[5:],
			company=factories.make_company(),
			address={"address_line1": "Way 1", "city": "Muscat"},
		)
		kinds = {kind for kind, _key in self.stored_keys(customer.name)}
		self.assertTrue({"phone", "email", "identity", "account_number", "name_key"} <= kinds)
		self.assert_complete(customer)

	def test_of_the_shortest_registration(self):
		self.assert_complete(factories.make_customer())

	def test_of_a_name_longer_than_a_key(self):
		self.assert_complete(factories.make_customer(customer_name=factories.unique("Salim " * 20)))

	def test_a_shared_phone_and_a_contact_added_later(self):
		first = factories.make_customer()
		second = factories.make_customer(phone=first.mobile_no, shared_phone=True)
		self.assert_complete(second)
		contact = frappe.get_doc("Contact", second.customer_primary_contact)
		contact.append("phone_nos", {"phone": factories.new_mobile()})
		contact.save()
		self.assert_complete(second)
