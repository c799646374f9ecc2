"""Who brought whom: no loops however long, and a list that shows no customer of other divisions."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import customers
from workshop_crm.customer_management.profile.customer_360.overview import customer_overview
from workshop_crm.exceptions import CustomerError
from workshop_crm.tests.factories import make_company, make_customer, make_user


class TestReferral(FrappeTestCase):
	def tearDown(self):
		frappe.set_user("Administrator")

	def brought_by(self, referrer):
		return make_customer(referral_code=referrer.referral_code)

	def test_a_chain_may_not_close(self):
		first = make_customer()
		second = self.brought_by(first)
		third = self.brought_by(second)
		first.reload()
		first.referred_by_customer = third.name
		with self.assertRaises(CustomerError):
			first.save()
		self.assertIsNone(frappe.db.get_value("Customer", first.name, "referred_by_customer"))

	def test_nobody_brings_himself(self):
		customer = make_customer()
		customer.reload()
		customer.referred_by_customer = customer.name
		with self.assertRaises(CustomerError):
			customer.save()

	def test_a_loop_made_past_the_document_does_not_hang(self):
		first, second, third = (make_customer() for _number in range(3))
		frappe.db.set_value("Customer", first.name, "referred_by_customer", second.name)
		frappe.db.set_value("Customer", second.name, "referred_by_customer", first.name)
		third.reload()
		third.referred_by_customer = first.name
		third.save()
		self.assertEqual(frappe.db.get_value("Customer", third.name, "referred_by_customer"), first.name)

	def test_those_he_brought_are_listed_and_counted(self):
		first = make_customer()
		names = [self.brought_by(first).name for _number in range(2)]
		rows = customers.referred(first.name)
		self.assertEqual({row["name"] for row in rows}, set(names))
		numbers = {number["key"]: number for number in customer_overview(first.name)["lifetime"]}
		self.assertEqual(numbers["referred"]["value"], 2)
		self.assertEqual(numbers["referred"]["filters"], {"referred_by_customer": first.name})

	def test_customers_of_other_divisions_do_not_appear(self):
		own, other = make_company(), make_company()
		first = make_customer(company=own)
		seen = make_customer(company=own, referral_code=first.referral_code)
		make_customer(company=other, referral_code=first.referral_code)
		frappe.set_user(make_user("Workshop Advisor", companies=(own,)))
		self.assertEqual([row["name"] for row in customers.referred(first.name)], [seen.name])

	def test_the_list_of_a_hidden_customer_is_refused(self):
		first = make_customer(company=make_company())
		frappe.set_user(make_user("Workshop Advisor", companies=(make_company(),)))
		with self.assertRaises(frappe.PermissionError):
			customers.referred(first.name)
