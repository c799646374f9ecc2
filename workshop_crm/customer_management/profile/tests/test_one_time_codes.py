import re
from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase, patch_hooks
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile import one_time_codes
from workshop_crm.customer_management.profile.one_time_codes import issue_code, use_code
from workshop_crm.exceptions import CodeChannelMissingError, InvalidPhoneError, OneTimeCodeError
from workshop_crm.tests.connections import at_once, on_own_connection
from workshop_crm.tests.factories import new_mobile, row_counts
from workshop_crm.tests.hosts import bench_only

CODE = "One-Time Code"
PURPOSE = "Verify Phone"
KEEP = "workshop_crm.customer_management.profile.tests.test_one_time_codes.keep_code"
REFUSE = "workshop_crm.customer_management.profile.tests.test_one_time_codes.refuse_code"
delivered: list[tuple] = []


def keep_code(channel, address, code, purpose) -> bool:
	delivered.append((channel, address, code, purpose))
	return True


def refuse_code(channel, address, code, purpose) -> bool:
	return False


class CodeTestCase(FrappeTestCase):
	def setUp(self):
		self.phone = new_mobile()
		delivered.clear()
		self.enter(patch_hooks({"deliver_code": [KEEP]}))

	def enter(self, context):
		context.__enter__()
		self.addCleanup(context.__exit__, None, None, None)

	def issue(self, purpose: str = PURPOSE, address: str | None = None) -> str:
		issue_code(purpose, address or self.phone, "SMS")
		return delivered[-1][2]

	def later(self, **delta):
		self.enter(patch.object(one_time_codes, "now_datetime", lambda: now_datetime() + timedelta(**delta)))

	def assert_refused(self, purpose: str, address: str, code: str):
		with self.assertRaises(OneTimeCodeError):
			use_code(purpose, address, code)
		used = frappe.get_all(CODE, filters={"address": address, "used_on": ("is", "set")})
		self.assertEqual(used, [])


class TestIssuing(CodeTestCase):
	def test_code_goes_to_the_first_channel_that_takes_it(self):
		with patch_hooks({"deliver_code": [REFUSE, KEEP, KEEP]}):
			code = self.issue()
		self.assertEqual(delivered, [("SMS", self.phone, code, PURPOSE)])
		self.assertRegex(code, r"^\d{6}$")

	def test_only_a_hash_is_stored(self):
		code = self.issue()
		row = frappe.get_all(CODE, filters={"address": self.phone}, fields=["*"])[0]
		self.assertRegex(row.code_hash, r"^[0-9a-f]{64}$")
		self.assertNotIn(code, [str(row.name), str(row.code_hash)])

	def test_phone_is_refused_while_no_channel_is_set_up(self):
		before = row_counts(CODE)
		with patch_hooks({"deliver_code": []}), self.assertRaises(CodeChannelMissingError) as refusal:
			self.issue()
		self.assertEqual(str(refusal.exception), "No channel is set up to send codes to a phone.")
		self.assertEqual(row_counts(CODE), before)

	def test_malformed_phone_is_refused(self):
		before = row_counts(CODE)
		with self.assertRaises(InvalidPhoneError):
			self.issue(address="12")
		self.assertEqual(row_counts(CODE), before)

	def test_fourth_code_within_ten_minutes_is_refused(self):
		for _number in range(3):
			self.issue()
		with self.assertRaises(OneTimeCodeError):
			self.issue(purpose="Log In")
		self.assertEqual(len(delivered), 3)

	def test_fourth_code_after_ten_minutes_is_sent(self):
		for _number in range(3):
			self.issue()
		self.later(minutes=11)
		self.issue()
		self.assertEqual(len(delivered), 4)

	def test_mail_carries_the_code_and_its_copy_is_emptied(self):
		address = f"{self.phone[1:]}@example.com"
		with patch_hooks({"deliver_code": []}):
			issue_code(PURPOSE, address, "Email")
		mail = frappe.get_last_doc("Email Queue")
		code = re.search(r"Your code is (\d{6})", mail.message).group(1)
		from workshop_crm.customer_management.profile.code_delivery import send_and_forget

		with patch.object(type(mail), "send"):
			send_and_forget(mail.name)
		self.assertNotIn(code, frappe.db.get_value("Email Queue", mail.name, "message"))
		self.assertEqual(use_code(PURPOSE, address, code), frappe.db.get_value(CODE, {"address": address}))

	def test_mail_is_refused_where_no_account_is_set_up(self):
		before = row_counts(CODE)
		no_account = patch.object(frappe, "sendmail", side_effect=frappe.OutgoingEmailError)
		with patch_hooks({"deliver_code": []}), no_account, self.assertRaises(CodeChannelMissingError):
			issue_code(PURPOSE, "salim@example.com", "Email")
		self.assertEqual(row_counts(CODE), before)


class TestUsing(CodeTestCase):
	def test_right_code_is_used_up(self):
		code = self.issue()
		name = use_code(PURPOSE, self.phone, code)
		self.assertTrue(frappe.db.get_value(CODE, name, "used_on"))

	def test_phone_may_be_typed_in_the_local_way(self):
		code = self.issue(address=self.phone.removeprefix("+968"))
		use_code(PURPOSE, self.phone, code)

	def test_second_use_is_refused(self):
		code = self.issue()
		use_code(PURPOSE, self.phone, code)
		with self.assertRaises(OneTimeCodeError):
			use_code(PURPOSE, self.phone, code)

	def test_sixth_try_is_refused_even_when_right(self):
		code = self.issue()
		wrong = str((int(code) + 1) % 10**6).zfill(6)
		for _try in range(5):
			self.assert_refused(PURPOSE, self.phone, wrong)
		self.assert_refused(PURPOSE, self.phone, code)

	def test_fifth_try_may_still_be_the_right_one(self):
		code = self.issue()
		for _try in range(4):
			self.assert_refused(PURPOSE, self.phone, "not it")
		use_code(PURPOSE, self.phone, code)

	def test_tries_count_though_the_refused_request_is_rolled_back(self):
		code = self.issue()
		for _try in range(5):
			frappe.db.savepoint("one_request")
			self.assert_refused(PURPOSE, self.phone, "not it")
			frappe.db.rollback(save_point="one_request")
		self.assert_refused(PURPOSE, self.phone, code)

	def test_other_purpose_is_refused(self):
		code = self.issue()
		self.assert_refused("Log In", self.phone, code)

	def test_other_address_is_refused(self):
		code = self.issue()
		self.issue(address=(other := new_mobile()))
		self.assert_refused(PURPOSE, other, code)

	def test_expired_code_is_refused(self):
		code = self.issue()
		self.later(minutes=10, seconds=1)
		self.assert_refused(PURPOSE, self.phone, code)

	def test_newer_code_replaces_the_older(self):
		older = self.issue()
		newer = self.issue()
		if older != newer:
			self.assert_refused(PURPOSE, self.phone, older)
		use_code(PURPOSE, self.phone, newer)

	def test_old_codes_are_forgotten(self):
		self.issue()
		self.later(days=31)
		one_time_codes.forget_codes(30)
		self.assertEqual(frappe.get_all(CODE, filters={"address": self.phone}), [])


@bench_only
class TestAtTheSameMoment(CodeTestCase):
	def setUp(self):
		super().setUp()
		self.code = on_own_connection(self.issue)
		self.addCleanup(on_own_connection, frappe.db.delete, CODE, {"address": self.phone})

	def issue(self, *args):
		with patch_hooks({"deliver_code": [KEEP]}):
			return super().issue(*args)

	def uses(self, *codes) -> int:
		outcomes = at_once(*((use_code, (PURPOSE, self.phone, code), {}) for code in codes))
		return sum(1 for outcome in outcomes if self._went_well(outcome))

	def _went_well(self, outcome) -> bool:
		try:
			return bool(outcome())
		except OneTimeCodeError:
			return False

	def test_right_code_is_used_once(self):
		self.assertEqual(self.uses(*[self.code] * 4), 1)

	def test_every_try_counts(self):
		self.uses(*["not it"] * 5)
		self.assertEqual(self.uses(self.code), 0)
