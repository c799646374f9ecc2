from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api.v1 import verification
from workshop_crm.customer_management.profile.identity import store_identity
from workshop_crm.customer_management.profile.verification import statistics
from workshop_crm.tests.connections import Browser, forget_limits
from workshop_crm.tests.factories import make_company, make_customer, make_user, unique

CONFIRM = "workshop_crm.api.v1.verification.confirm_email"


class TestVerification(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		self.area = unique("Sur")
		place = {"address_line1": "Way 1", "city": self.area}
		self.customer = make_customer(address=place).name
		self.address = frappe.db.get_value("Customer", self.customer, "customer_primary_address")
		frappe.set_user(make_user("Workshop Advisor"))

	def test_address_is_decided_and_shown(self):
		waiting = verification.pending_addresses(area=self.area)
		self.assertEqual([row.name for row in waiting], [self.address])
		decided = verification.decide_address(self.address, latitude=22.57, longitude=59.53)
		self.assertEqual((decided["verification_status"], decided["latitude"]), ("Verified", 22.57))
		shown = verification.status(self.customer)
		self.assertEqual([(row.kind, row.status) for row in shown], [("Address", "Verified")])

	def test_several_are_decided_at_once(self):
		outcome = verification.decide_addresses([self.address])
		self.assertEqual(outcome, {"decided": [self.address], "refused": []})
		# On a site with many areas, this one would not be among the largest.
		with patch.object(statistics, "MOST_AREAS", 10_000):
			areas = verification.address_statistics()["areas"]
		area = [row for row in areas if row["area"] == self.area]
		self.assertEqual(area, [{"area": self.area, "pending": 0, "verified": 1, "rejected": 0}])

	def test_who_may_only_read_is_refused(self):
		frappe.set_user(make_user("Workshop Marketing"))
		for call in (
			lambda: verification.decide_address(self.address),
			lambda: verification.decide_addresses([self.address]),
			lambda: verification.status(self.customer),
			lambda: verification.decide_identity(self.customer, "national_id"),
		):
			with self.assertRaises(frappe.PermissionError):
				call()
		self.assertEqual(frappe.db.get_value("Address", self.address, "verification_status"), "Pending")

	def test_all_that_can_be_verified_is_on_one_sheet(self):
		verification.decide_address(self.address, latitude=22.57, longitude=59.53)
		sheet = verification.of_customer(self.customer)
		phone, address = sheet["phones"][0], sheet["addresses"][0]
		self.assertEqual((phone["status"], phone["verified_by"], sheet["emails"]), ("", None, []))
		self.assertEqual(
			(address["value"], address["status"], address["latitude"]), (self.address, "Verified", 22.57)
		)
		self.assertEqual(address["verified_by_name"], "Staff")
		self.assertIn("Way 1", address["shown"])
		self.assertEqual(sheet["may"], {"contact": True, "address": True, "identity": False})
		self.assertEqual(sheet["channels"], [])

	def test_identity_numbers_stand_there_masked_for_those_with_the_right(self):
		frappe.set_user("Administrator")
		store_identity(self.customer, passport="AB1234567")
		verification.decide_identity(self.customer, "passport")
		row = verification.of_customer(self.customer)["identity"][0]
		self.assertEqual(
			(row["shown"], row["number_kind"], row["status"]), ("••••••567", "passport", "Verified")
		)

	def test_the_sheet_of_another_divisions_customer_is_refused(self):
		frappe.set_user(make_user("Workshop Manager", companies=(make_company(),)))
		self.assertRaises(frappe.PermissionError, verification.of_customer, self.customer)

	def test_page_over_a_hundred_is_refused(self):
		with self.assertRaises(frappe.ValidationError):
			verification.pending_addresses(limit_page_length=101)


class TestMailedLink(FrappeTestCase):
	def setUp(self):
		forget_limits()
		self.addCleanup(forget_limits)

	def test_page_only_shows_in_both_languages(self):
		before = frappe.db.count("Customer Verification")
		for language, word in (("en", "Confirm your e-mail address"), ("ar", "تأكيد بريدك الإلكتروني")):
			answer = Browser().get("/verify-email", _lang=language)
			self.assertEqual(answer.status_code, 200)
			self.assertIn(word, answer.text)
		self.assertEqual(frappe.db.count("Customer Verification"), before)

	def test_guest_with_a_wrong_token_is_refused_and_following_the_call_changes_nothing(self):
		self.assertEqual(Browser().post(CONFIRM, token="wrong").status_code, 417)
		self.assertEqual(Browser().get(CONFIRM, token="wrong").status_code, 403)

	def test_eleventh_try_within_an_hour_is_refused(self):
		answers = [Browser().post(CONFIRM, token="wrong").status_code for _try in range(11)]
		self.assertEqual((answers[:10], answers[10]), ([417] * 10, 429))
