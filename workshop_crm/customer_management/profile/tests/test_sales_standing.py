"""Real sales documents of ERPNext meet the standing of the account."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import divisions
from workshop_crm.exceptions import StandingError
from workshop_crm.tests import factories
from workshop_crm.tests.hosts import bench_only


@bench_only
class TestSalesStanding(FrappeTestCase):
	"""Orders and invoices are refused where the table says so; returns never are."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company(with_accounts=True)
		cls.item = factories.make_item()

	def setUp(self):
		self.customer = factories.make_customer(company=self.company)

	def order(self, **values):
		"""Build a Sales Order of one service for the customer."""
		return factories.new_sales_document(
			"Sales Order", self.customer.name, self.company, self.item, **values
		)

	def set_status(self, status: str):
		"""Bring the customer's account into `status`."""
		account = divisions.accounts_of(self.customer.name)[0]
		divisions.set_status(account["name"], status, "Test")

	def test_an_active_customer_orders(self):
		self.assertEqual(self.order().insert().docstatus, 0)

	def test_suspended_and_closed_accounts_cannot_order(self):
		for status in ("Suspended", "Closed"):
			self.set_status(status)
			self.assertRaises(StandingError, self.order().insert)
		self.assertEqual(frappe.db.count("Sales Order", {"customer": self.customer.name}), 0)

	def test_a_blacklisted_customer_needs_a_managers_reason(self):
		self.set_status("Blacklisted")
		self.assertRaises(StandingError, self.order().insert)
		manager = factories.make_user("Workshop Manager", "Sales User", "Sales Manager")
		with self.set_user(manager):
			order = self.order(standing_override_reason="Paid in advance")
			order.flags.ignore_permissions = True
			self.assertEqual(order.insert().standing_override_reason, "Paid in advance")

	def test_a_closed_account_takes_no_payment(self):
		self.set_status("Closed")
		payment = frappe.get_doc(
			{
				"doctype": "Payment Entry",
				"payment_type": "Receive",
				"company": self.company,
				"party_type": "Customer",
				"party": self.customer.name,
				"paid_from": frappe.db.get_value("Company", self.company, "default_receivable_account"),
				"paid_to": frappe.db.get_value("Company", self.company, "default_cash_account"),
				"paid_amount": 5,
				"received_amount": 5,
			}
		)
		self.assertRaisesRegex(StandingError, "Closed", payment.insert)
