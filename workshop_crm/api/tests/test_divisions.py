import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import divisions
from workshop_crm.exceptions import DivisionAccessError, FeatureSwitchedOffError, StandingError
from workshop_crm.tests.factories import (
	change_settings_of,
	make_company,
	make_customer,
	make_user,
	row_counts,
)

ACCOUNT = "Customer Division Account"


class DivisionCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.workshop, cls.clothing = make_company(), make_company()

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		for company in (self.workshop, self.clothing):
			change_settings_of(company, enable_credit=0, enable_layby=0, enable_bulk_orders=0)
		self.customer = make_customer().name
		self.manager = make_user("Workshop Manager")
		frappe.set_user(self.manager)


class TestAccounts(DivisionCase):
	def test_account_is_opened_with_its_first_values(self):
		wanted = {"account_type": "Wholesale", "preferences": {"Shirt size": "XL"}}
		opened = divisions.open(self.customer, self.workshop, wanted)
		self.assertEqual((opened["customer"], opened["company"]), (self.customer, self.workshop))
		self.assertEqual((opened["account_type"], opened["preferences"]), ("Wholesale", {"Shirt size": "XL"}))
		self.assertEqual(opened["status"], "Active")

	def test_second_account_in_a_division_is_refused(self):
		divisions.open(self.customer, self.workshop)
		before = row_counts(ACCOUNT)
		frappe.db.savepoint("second")
		with self.assertRaises(frappe.UniqueValidationError):
			divisions.open(self.customer, self.workshop)
		frappe.db.rollback(save_point="second")
		self.assertEqual(row_counts(ACCOUNT), before)

	def test_account_in_a_division_out_of_reach_is_refused(self):
		divisions.open(self.customer, self.workshop)
		frappe.set_user(make_user("Workshop Manager", companies=(self.workshop,)))
		before = row_counts(ACCOUNT)
		with self.assertRaises(DivisionAccessError):
			divisions.open(self.customer, self.clothing)
		self.assertEqual(row_counts(ACCOUNT), before)

	def test_technician_opens_none(self):
		frappe.set_user(make_user("Workshop Technician"))
		before = row_counts(ACCOUNT)
		with self.assertRaises(frappe.PermissionError):
			divisions.open(self.customer, self.workshop)
		self.assertEqual(row_counts(ACCOUNT), before)

	def test_only_named_fields_change(self):
		opened = divisions.open(self.customer, self.workshop, {"segment": "Fleet"})
		changed = divisions.update(opened["name"], '{"account_type": "VIP"}')
		self.assertEqual((changed["account_type"], changed["segment"]), ("VIP", "Fleet"))

	def test_status_and_unknown_fields_are_not_changed_here(self):
		opened = divisions.open(self.customer, self.workshop)
		for changes in ({"status": "Closed"}, {"account_number": "X-1"}, {"allow_credit": "perhaps"}):
			with self.assertRaises(frappe.ValidationError):
				divisions.update(opened["name"], changes)
		stored = frappe.db.get_value(ACCOUNT, opened["name"], ["status", "account_number", "allow_credit"])
		self.assertEqual(stored, ("Active", opened["account_number"], 0))

	def test_switched_off_feature_is_refused(self):
		opened = divisions.open(self.customer, self.workshop)
		with self.assertRaises(FeatureSwitchedOffError):
			divisions.update(opened["name"], {"allow_credit": True})
		self.assertEqual(frappe.db.get_value(ACCOUNT, opened["name"], "allow_credit"), 0)

	def test_status_takes_a_reason_and_keeps_who(self):
		opened = divisions.open(self.customer, self.workshop)
		with self.assertRaises(frappe.MandatoryError):
			divisions.set_status(opened["name"], "Suspended")
		self.assertEqual(frappe.db.get_value(ACCOUNT, opened["name"], "status"), "Active")
		divisions.set_status(opened["name"], "Suspended", "Cheque returned")
		stored = frappe.db.get_value(
			ACCOUNT, opened["name"], ["status", "status_reason", "status_changed_by"]
		)
		self.assertEqual(stored, ("Suspended", "Cheque returned", self.manager))

	def test_closed_account_is_read_only(self):
		opened = divisions.open(self.customer, self.workshop)
		divisions.set_status(opened["name"], "Closed", "Moved abroad")
		with self.assertRaises(StandingError):
			divisions.update(opened["name"], {"segment": "Fleet"})
		self.assertIsNone(frappe.db.get_value(ACCOUNT, opened["name"], "segment"))


class TestReading(DivisionCase):
	def test_accounts_are_listed_with_their_features(self):
		change_settings_of_as_admin(self.clothing, enable_credit=1)
		for company in (self.workshop, self.clothing):
			divisions.open(self.customer, company)
		listed = {row["company"]: row["features"] for row in divisions.list(self.customer)}
		self.assertEqual(listed, {self.workshop: [], self.clothing: ["credit"]})

	def test_limited_user_sees_own_division_only(self):
		for company in (self.workshop, self.clothing):
			divisions.open(self.customer, company)
		frappe.set_user(make_user("Workshop Advisor", companies=(self.clothing,)))
		self.assertEqual([row["company"] for row in divisions.list(self.customer)], [self.clothing])
		self.assertEqual([row["name"] for row in divisions.companies()], [self.clothing])

	def test_settings_name_features_and_demanded_fields(self):
		change_settings_of_as_admin(self.workshop, enable_layby=1, demand_email=1)
		shown = divisions.settings(self.workshop)
		self.assertEqual((shown["features"], shown["demanded_fields"]), (["layby"], ["email"]))

	def test_settings_of_a_division_out_of_reach_are_refused(self):
		frappe.set_user(make_user("Workshop Advisor", companies=(self.clothing,)))
		with self.assertRaises(DivisionAccessError):
			divisions.settings(self.workshop)


def change_settings_of_as_admin(company: str, **settings):
	user = frappe.session.user
	frappe.set_user("Administrator")
	change_settings_of(company, **settings)
	frappe.set_user(user)
