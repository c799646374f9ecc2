import re
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase, patch_hooks
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile import contact_changes
from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.one_time_codes import issue_code
from workshop_crm.customer_management.profile.verification import email, phone, records
from workshop_crm.exceptions import CodeChannelMissingError, CustomerError, OneTimeCodeError
from workshop_crm.tests.connections import at_once, on_own_connection
from workshop_crm.tests.factories import make_company, make_customer, make_user, new_mobile, row_counts
from workshop_crm.tests.hosts import bench_only

KEEP = "workshop_crm.customer_management.profile.verification.tests.test_contact_values.keep_code"
delivered: list[str] = []


def keep_code(channel, address, code, purpose) -> bool:
	delivered.append(code)
	return True


def _committed_link() -> tuple[str, str]:
	address = f"{new_mobile()[1:]}@example.com"
	customer = make_customer(email=address).name
	with patch.object(email, "send_secret_mail") as sent:
		email.send_link(customer, address)
	return customer, re.search(r"#([\w-]+)", unescape(sent.call_args.args[2])).group(1)


def statuses(customer: str) -> dict[str, str]:
	filters = {"customer": customer}
	return dict(frappe.get_all(records.DOCTYPE, filters=filters, fields=["value", "status"], as_list=True))


class TestPhone(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		delivered.clear()
		hooks = patch_hooks({"deliver_code": [KEEP]})
		hooks.__enter__()
		self.addCleanup(hooks.__exit__, None, None, None)
		self.number = new_mobile()
		self.customer = make_customer(phone=self.number).name

	def sent_code(self) -> str:
		phone.send_code(self.customer, self.number)
		return delivered[-1]

	def marks(self) -> list[int]:
		return [row["verified"] for row in contact_details(self.customer)["phones"]]

	def assert_not_verified(self):
		self.assertFalse(records.is_verified(self.customer, records.PHONE))
		self.assertEqual(self.marks(), [0])

	def test_code_read_back_verifies_the_phone(self):
		code = self.sent_code()
		self.assertEqual(statuses(self.customer), {self.number: "Pending"})
		record = phone.confirm(self.customer, self.number, code)
		self.assertEqual(
			(record.status, record.method, record.verified_by), ("Verified", "SMS", "Administrator")
		)
		self.assertEqual(self.marks(), [1])

	def test_phone_is_refused_while_no_channel_is_set_up(self):
		before = row_counts(records.DOCTYPE, "One-Time Code")
		with patch_hooks({"deliver_code": []}), self.assertRaises(CodeChannelMissingError):
			phone.send_code(self.customer, self.number)
		self.assertEqual(row_counts(records.DOCTYPE, "One-Time Code"), before)

	def test_sixth_try_is_refused_even_when_right(self):
		code = self.sent_code()
		for attempt in ["not it"] * 5 + [code]:
			with self.assertRaises(OneTimeCodeError):
				phone.confirm(self.customer, self.number, attempt)
		self.assert_not_verified()

	def test_code_is_used_once(self):
		code = self.sent_code()
		phone.confirm(self.customer, self.number, code)
		with self.assertRaises(OneTimeCodeError):
			phone.confirm(self.customer, self.number, code)

	def test_code_for_another_purpose_is_refused(self):
		issue_code("Log In", self.number, "SMS")
		with self.assertRaises(OneTimeCodeError):
			phone.confirm(self.customer, self.number, delivered[-1])
		self.assert_not_verified()

	def test_phone_of_somebody_else_and_verified_phone_are_refused(self):
		with self.assertRaises(CustomerError):
			phone.send_code(self.customer, new_mobile())
		phone.confirm(self.customer, self.number, self.sent_code())
		with self.assertRaises(CustomerError):
			phone.send_code(self.customer, self.number)
		self.assertEqual(len(delivered), 1)

	def test_changed_phone_is_not_verified(self):
		phone.confirm(self.customer, self.number, self.sent_code())
		contact = frappe.get_doc(
			"Contact", frappe.db.get_value("Customer", self.customer, "customer_primary_contact")
		)
		contact.phone_nos[0].phone = new_mobile()
		contact.save()
		self.assertEqual(statuses(self.customer), {self.number: "Expired"})
		self.assertEqual(self.marks(), [0])

	def test_mark_sent_by_a_form_is_not_believed(self):
		contact = frappe.get_doc(
			"Contact", frappe.db.get_value("Customer", self.customer, "customer_primary_contact")
		)
		contact.phone_nos[0].phone_verified = 1
		contact.save()
		self.assert_not_verified()

	def test_mark_outlives_other_changes(self):
		phone.confirm(self.customer, self.number, self.sent_code())
		contact_changes.add_phone(self.customer, new_mobile())
		self.assertEqual(sorted(self.marks()), [0, 1])

	def test_staff_of_another_division_is_refused(self):
		before = row_counts(records.DOCTYPE, "One-Time Code")
		frappe.set_user(make_user("Workshop Advisor", companies=(make_company(),)))
		with self.assertRaises(frappe.PermissionError):
			phone.send_code(self.customer, self.number)
		frappe.set_user("Administrator")
		self.assertEqual(row_counts(records.DOCTYPE, "One-Time Code"), before)

	def test_record_is_not_written_by_hand(self):
		self.sent_code()
		frappe.set_user(make_user("Workshop Manager"))
		record = frappe.get_last_doc(records.DOCTYPE, {"customer": self.customer})
		record.status = "Verified"
		with self.assertRaises(frappe.PermissionError):
			record.save()
		frappe.set_user("Administrator")
		self.assert_not_verified()


class TestEmail(FrappeTestCase):
	def setUp(self):
		self.address = f"{new_mobile()[1:]}@example.com"
		self.customer = make_customer(email=self.address).name

	def sent_token(self) -> str:
		with patch.object(email, "send_secret_mail") as sent:
			email.send_link(self.customer, self.address)
		to, _subject, message, _refusal = sent.call_args.args
		self.assertEqual(to, self.address)
		return re.search(r"verify-email\?_lang=en#([\w-]+)", unescape(message)).group(1)

	def later(self, **delta):
		moved = patch.object(email, "now_datetime", lambda: now_datetime() + timedelta(**delta))
		moved.start()
		self.addCleanup(moved.stop)

	def assert_refused(self, token: str):
		before = statuses(self.customer)
		with self.assertRaises(OneTimeCodeError):
			email.confirm(token)
		self.assertEqual(statuses(self.customer), before)

	def test_token_of_the_link_verifies_the_address(self):
		email.confirm(self.sent_token())
		self.assertEqual(statuses(self.customer), {self.address: "Verified"})
		self.assertEqual(contact_details(self.customer)["emails"][0]["verified"], 1)

	def test_link_leaves_as_a_mail(self):
		before = frappe.db.count("Email Queue")
		email.send_link(self.customer, self.address)
		self.assertEqual(frappe.db.count("Email Queue"), before + 1)

	def test_only_a_hash_is_stored(self):
		token = self.sent_token()
		row = frappe.get_last_doc(records.DOCTYPE, {"customer": self.customer}).as_dict()
		self.assertNotIn(token, str(row))

	def test_token_is_used_once(self):
		token = self.sent_token()
		email.confirm(token)
		self.assert_refused(token)

	def test_tampered_and_empty_tokens_are_refused(self):
		token = self.sent_token()
		for wrong in (token[:-1], token + "a", "", "x" * 5000):
			self.assert_refused(wrong)

	def test_expired_link_is_refused(self):
		token = self.sent_token()
		self.later(hours=72, seconds=1)
		self.assert_refused(token)

	def test_newer_link_replaces_the_older(self):
		older = self.sent_token()
		self.later(seconds=61)
		newer = self.sent_token()
		self.assert_refused(older)
		email.confirm(newer)

	def test_second_link_within_a_minute_is_refused(self):
		self.sent_token()
		with self.assertRaises(CustomerError):
			email.send_link(self.customer, self.address)

	def test_address_of_somebody_else_is_refused(self):
		with self.assertRaises(CustomerError):
			email.send_link(self.customer, "nobody@example.com")
		self.assertEqual(statuses(self.customer), {})

	def test_changed_address_spoils_link_and_verification(self):
		token = self.sent_token()
		contact_changes.set_email(self.customer, f"new.{self.address}")
		self.assertEqual(statuses(self.customer), {self.address: "Expired"})
		self.assert_refused(token)


@bench_only
class TestTwoAtOnce(FrappeTestCase):
	"""The customer is committed elsewhere: this test's own transaction must hold no row that the others wait for."""

	def test_of_two_who_spend_a_token_at_the_same_moment_one_wins(self):
		customer, token = on_own_connection(_committed_link)
		self.addCleanup(on_own_connection, frappe.delete_doc, "Customer", customer, force=True)
		spend = (email.confirm, (token,), {})
		won, lost = [], []
		for outcome in at_once(spend, spend):
			try:
				won.append(outcome())
			except OneTimeCodeError as refusal:
				lost.append(refusal)
		self.assertEqual((len(won), len(lost)), (1, 1))
		self.assertEqual(set(on_own_connection(statuses, customer).values()), {"Verified"})
