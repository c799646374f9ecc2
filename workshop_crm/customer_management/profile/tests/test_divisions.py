"""Division accounts and settings: numbers, switches, standing, and the refusals."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.division_settings import feature_enabled, require_feature
from workshop_crm.customer_management.profile.standing import Action
from workshop_crm.exceptions import DivisionAccessError, FeatureSwitchedOffError, StandingError
from workshop_crm.tests import factories


class TestDivisionAccount(FrappeTestCase):
	"""One account per customer and division, with a number and a standing of its own."""

	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company(enable_credit=1)

	def test_numbers_count_per_division(self):
		other = factories.make_company()
		customer = factories.make_customer(company=other)
		account = divisions.open_account(customer.name, self.company)
		prefix = frappe.db.get_value("Division Settings", self.company, "number_prefix")
		self.assertRegex(account.account_number, rf"^{prefix}-CUST-\d{{6}}$")
		self.assertEqual(len(divisions.accounts_of(customer.name)), 2)

	def test_a_second_account_in_the_same_division_is_refused(self):
		customer = factories.make_customer(company=self.company)
		with self.assertRaises(frappe.UniqueValidationError):
			divisions.open_account(customer.name, self.company)
		self.assertEqual(frappe.db.count(divisions.DOCTYPE, {"customer": customer.name}), 1)

	def test_a_change_of_status_keeps_who_when_and_why(self):
		account = divisions.open_account(factories.make_customer().name, self.company)
		manager = factories.make_user("Workshop Manager")
		with self.set_user(manager), self.freeze_time("2026-11-21 10:00:00"):
			divisions.set_status(account.name, "Suspended", "Cheque returned")
		account.reload()
		self.assertEqual((account.status, account.status_reason), ("Suspended", "Cheque returned"))
		self.assertEqual(account.status_changed_by, manager)
		self.assertEqual(str(account.status_changed_on)[:16], "2026-11-21 10:00")

	def test_a_status_that_harms_needs_a_reason(self):
		account = divisions.open_account(factories.make_customer().name, self.company)
		with self.assertRaises(frappe.MandatoryError):
			divisions.set_status(account.name, "Closed")
		self.assertEqual(frappe.db.get_value(divisions.DOCTYPE, account.name, "status"), "Active")

	def test_a_closed_account_is_read_only_until_reopened(self):
		account = divisions.open_account(factories.make_customer().name, self.company)
		divisions.set_status(account.name, "Closed", "Moved abroad")
		account.reload()
		account.segment = "Fleet"
		self.assertRaises(StandingError, account.save)
		self.assertFalse(frappe.db.get_value(divisions.DOCTYPE, account.name, "segment"))
		divisions.set_status(account.name, "Active", None)

	def test_no_credit_while_approval_is_pending(self):
		account = divisions.open_account(factories.make_customer().name, self.company)
		account.update({"status": "Pending Approval", "allow_credit": 1})
		self.assertRaises(StandingError, account.save)

	def test_the_accounts_number_finds_the_customer(self):
		account = divisions.open_account(factories.make_customer().name, self.company)
		key = {"kind": "account_number", "search_key": account.account_number, "customer": account.customer}
		self.assertTrue(frappe.db.exists("Customer Search Key", key))


class TestFeatureSwitches(FrappeTestCase):
	"""A switched-off feature is refused, a switched-on one works."""

	def test_credit_is_refused_while_switched_off(self):
		company = factories.make_company()
		account = divisions.open_account(factories.make_customer().name, company)
		account.allow_credit = 1
		with self.assertRaisesRegex(FeatureSwitchedOffError, "Credit Accounts is switched off"):
			account.save()
		self.assertEqual(frappe.db.get_value(divisions.DOCTYPE, account.name, "allow_credit"), 0)
		factories.change_settings_of(company, enable_credit=1)
		account.reload()
		account.update({"allow_credit": 1}).save()
		self.assertEqual(frappe.db.get_value(divisions.DOCTYPE, account.name, "allow_credit"), 1)

	def test_layby_is_refused_while_switched_off(self):
		company = factories.make_company()
		with self.assertRaisesRegex(FeatureSwitchedOffError, "Layby is switched off"):
			divisions.open_account(factories.make_customer().name, company, allow_layby=1)
		factories.change_settings_of(company, enable_layby=1)
		self.assertEqual(
			divisions.open_account(factories.make_customer().name, company, allow_layby=1).allow_layby, 1
		)

	def test_bulk_orders_need_a_wholesale_price_list(self):
		company = factories.make_company()
		self.assertFalse(feature_enabled(company, "bulk_orders"))
		self.assertRaises(FeatureSwitchedOffError, require_feature, company, "bulk_orders")
		with self.assertRaises(frappe.MandatoryError):
			factories.change_settings_of(company, enable_bulk_orders=1)

	def test_two_divisions_never_share_a_prefix(self):
		first, second = factories.make_company(), factories.make_company()
		taken = frappe.db.get_value("Division Settings", first, "number_prefix")
		with self.assertRaisesRegex(frappe.ValidationError, "already uses the number prefix"):
			factories.change_settings_of(second, number_prefix=taken)

	def test_settings_refuse_nonsense(self):
		company = factories.make_company()
		hours = [{"weekday": "Sunday", "opens_at": "17:00:00", "closes_at": "08:00:00"}]
		for wrong in ({"number_prefix": "-"}, {"weekend_days": "Caturday"}, {"opening_hours": hours}):
			with self.assertRaises(frappe.ValidationError, msg=str(wrong)):
				factories.change_settings_of(company, **wrong)


class TestStandingIsEnforced(FrappeTestCase):
	"""`require_standing` is the one gate for all capabilities."""

	def setUp(self):
		self.company = factories.make_company()
		self.customer = factories.make_customer(company=self.company)

	def test_a_suspended_customer_cannot_buy_but_can_pay(self):
		account = divisions.accounts_of(self.customer.name)[0]
		divisions.set_status(account["name"], "Suspended", "Unpaid since March")
		with self.assertRaisesRegex(StandingError, "Suspended"):
			divisions.require_standing(self.customer.name, self.company, Action.SALE)
		divisions.require_standing(self.customer.name, self.company, Action.PAYMENT)

	def test_a_blacklisted_customer_buys_with_a_managers_reason_only(self):
		self.customer.update({"is_blacklisted": 1, "blacklist_reason": "Threatened staff"})
		self.customer.save()
		arguments = (self.customer.name, self.company, Action.SALE)
		with self.set_user(factories.make_user("Workshop Advisor")):
			self.assertRaises(StandingError, divisions.require_standing, *arguments, "He apologised")
		with self.set_user(factories.make_user("Workshop Manager")):
			self.assertRaises(StandingError, divisions.require_standing, *arguments)
			divisions.require_standing(*arguments, "He apologised")

	def test_blacklisting_needs_a_reason(self):
		self.customer.is_blacklisted = 1
		self.assertRaises(frappe.MandatoryError, self.customer.save)
		self.assertEqual(frappe.db.get_value("Customer", self.customer.name, "is_blacklisted"), 0)

	def test_another_division_is_closed_to_limited_staff(self):
		other = factories.make_company()
		with self.set_user(factories.make_user("Workshop Manager", companies=(other,))):
			self.assertRaises(DivisionAccessError, divisions.open_account, self.customer.name, self.company)
