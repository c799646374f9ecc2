"""Transactions, jobs, caches, argument types, translations, time, doc_events."""

from datetime import date
from unittest.mock import patch

import frappe
from frappe.desk.doctype.tag.tag import DocTags
from frappe.tests.utils import FrappeTestCase, change_settings
from frappe.utils import background_jobs

from workshop_crm.tests.contract.papers import PAPER, PaperTestCase
from workshop_crm.tests.factories import make_user


class TestTransactions(PaperTestCase):
	def test_a_savepoint_takes_back_what_came_after(self):
		kept = self.stored(subject="Kept")
		frappe.db.savepoint("here")
		gone = self.stored(subject="Gone")
		frappe.db.rollback(save_point="here")
		self.assertTrue(frappe.db.exists(PAPER, kept.name))
		self.assertFalse(frappe.db.exists(PAPER, gone.name))

	def test_a_released_savepoint_keeps_it(self):
		frappe.db.savepoint("there")
		kept = self.stored()
		frappe.db.release_savepoint("there")
		self.assertTrue(frappe.db.exists(PAPER, kept.name))

	def test_what_waits_for_the_commit_vanishes_with_a_rollback(self):
		ran = []
		frappe.db.after_commit.add(lambda: ran.append("commit"))
		frappe.db.after_rollback.add(lambda: ran.append("rollback"))
		frappe.db.rollback()
		self.assertEqual(ran, ["rollback"])

	def test_a_unique_index_is_known_by_its_error(self):
		self.stored(code="Twice")
		paper = self.stored()
		frappe.db.savepoint("twice")
		with self.assertRaises(Exception) as caught:
			frappe.db.set_value(PAPER, paper.name, "code", "Twice")
		frappe.db.rollback(save_point="twice")
		self.assertTrue(frappe.db.is_duplicate_entry(caught.exception))
		self.assertTrue(frappe.db.is_unique_key_violation(caught.exception))


def record(values, word):
	"""A job."""
	values.append(word)


class TestJobs(FrappeTestCase):
	def test_a_job_runs_now_when_asked(self):
		seen = []
		frappe.enqueue(record, now=True, values=seen, word="now")
		self.assertEqual(seen, ["now"])

	def test_a_job_after_the_commit_waits_and_vanishes_with_a_rollback(self):
		frappe.enqueue("frappe.ping", enqueue_after_commit=True, job_id="contract-job")
		frappe.db.rollback()
		self.assertFalse(background_jobs.is_job_enqueued("contract-job"))


class TestCaches(PaperTestCase):
	def test_values_and_hashes(self):
		frappe.cache.set_value("contract", {"a": 1})
		self.assertEqual(frappe.cache.get_value("contract"), {"a": 1})
		self.assertEqual(frappe.cache.get_value("contract-none", lambda: 7), 7)
		frappe.cache.hset("contract-hash", "x", 2)
		self.assertEqual(frappe.cache.hget("contract-hash", "x"), 2)
		frappe.cache.delete_value(["contract", "contract-none", "contract-hash"])
		self.assertIsNone(frappe.cache.get_value("contract"))
		self.assertIsNone(frappe.cache.hget("contract-hash", "x"))

	def test_a_cached_document_is_read_again_after_a_save(self):
		paper = self.stored(subject="Old")
		self.assertEqual(frappe.get_cached_value(PAPER, paper.name, "subject"), "Old")
		paper.subject = "New"
		paper.save()
		self.assertEqual(frappe.get_cached_value(PAPER, paper.name, "subject"), "New")
		frappe.db.set_value(PAPER, paper.name, "subject", "Newer")
		self.assertEqual(frappe.get_cached_value(PAPER, paper.name, "subject"), "Newer")

	def test_a_missing_document_has_no_cached_value(self):
		self.assertIsNone(frappe.get_cached_value(PAPER, "PAP-nothing", "subject"))


@frappe.whitelist()
def typed(number: int, text: str = "", names: list | None = None, flag: bool = False):
	"""An endpoint with types."""
	return number, text, names, flag


class TestTags(FrappeTestCase):
	def test_a_tag_keeps_its_row_when_others_come_and_go(self):
		tags, user = DocTags("User"), make_user()
		links = {"document_type": "User", "document_name": user}
		tags.add(user, "First")
		first = frappe.db.get_value("Tag Link", {**links, "tag": "First"})
		tags.add(user, "Second")
		tags.remove(user, "second")
		self.assertEqual(frappe.get_all("Tag Link", links, pluck="name"), [first])
		self.assertEqual(tags.get_tags(user), ",First")
		tags.remove(user, "First")
		self.assertEqual(frappe.get_all("Tag Link", links), [])


class TestArguments(FrappeTestCase):
	def test_text_becomes_a_number(self):
		self.assertEqual(typed("3")[0], 3)
		self.assertEqual(typed(number="3.0")[0], 3)

	def test_what_does_not_fit_is_refused_by_name(self):
		for bad in ("3.5", "abc", None, [1]):
			with self.assertRaisesRegex(frappe.FrappeTypeError, "number"):
				typed(bad)

	def test_json_text_is_no_list(self):
		with self.assertRaises(frappe.FrappeTypeError):
			typed(1, names="[1]")
		self.assertEqual(typed(1, names=[1])[2], [1])

	def test_none_needs_to_be_allowed(self):
		self.assertIsNone(typed(1, names=None)[2])
		with self.assertRaises(frappe.FrappeTypeError):
			typed(1, text=None)

	def test_a_missing_argument_is_a_plain_type_error(self):
		with self.assertRaises(TypeError) as caught:
			typed()
		self.assertNotIsInstance(caught.exception, frappe.FrappeTypeError)

	def test_a_call_drops_what_the_function_does_not_know(self):
		self.assertEqual(frappe.call(typed, number=1, cmd="x")[0], 1)


class TestSmallThings(FrappeTestCase):
	def test_translation_with_context_and_language(self):
		texts = {"Lead": "Led", "Lead:metal": "Blei"}
		with patch("frappe.translate.get_all_translations", return_value=texts):
			self.assertEqual(frappe._("Lead", "de"), "Led")
			self.assertEqual(frappe._("Lead", "de", "metal"), "Blei")
			self.assertEqual(frappe._("Unknown", "de"), "Unknown")
		self.assertEqual(frappe._("Lead", "en"), "Lead")

	def test_frozen_time(self):
		with self.freeze_time("2026-03-01 09:30:00"):
			self.assertEqual(frappe.utils.now_datetime().isoformat(" "), "2026-03-01 09:30:00")
			self.assertEqual(frappe.utils.getdate(), date(2026, 3, 1))

	def test_messages_of_a_refusal(self):
		frappe.clear_messages()
		with self.assertRaisesRegex(frappe.ValidationError, "No way"):
			frappe.throw("No way", title="Stop")
		self.assertEqual(frappe.message_log[-1].get("message"), "No way")
		frappe.clear_messages()

	def test_users(self):
		user = make_user("Workshop Auditor")
		with self.set_user(user):
			self.assertEqual(frappe.session.user, user)
		self.assertEqual(frappe.session.user, "Administrator")

	def test_only_for_does_nothing_in_tests(self):
		with self.set_user("Guest"):
			frappe.only_for("System Manager")

	def test_rounding_and_numbers(self):
		self.assertEqual(frappe.utils.flt("1,234.5678", 3), 1234.568)
		self.assertEqual(frappe.utils.flt(0.0125, 3), 0.012)
		self.assertEqual((frappe.utils.cint("7.9"), frappe.utils.cint("x")), (7, 0))

	def test_dates(self):
		self.assertEqual(frappe.utils.add_days("2026-02-27", 2), "2026-03-01")
		self.assertEqual(frappe.utils.add_months(date(2026, 1, 31), 1), date(2026, 2, 28))
		self.assertEqual(frappe.utils.date_diff("2026-03-01", "2026-02-01"), 28)
		self.assertEqual(frappe.utils.get_last_day("2026-02-10"), date(2026, 2, 28))

	def test_addresses(self):
		self.assertEqual(frappe.utils.validate_email_address("a@b.om"), "a@b.om")
		self.assertEqual(frappe.utils.validate_email_address("a@b"), "")
		with self.assertRaises(frappe.InvalidEmailAddressError):
			frappe.utils.validate_email_address("nobody", throw=True)

	def test_defaults(self):
		frappe.defaults.set_user_default("contract_key", "one")
		self.assertEqual(frappe.defaults.get_user_default("contract_key"), "one")
		frappe.defaults.clear_user_default("contract_key")

	def test_a_single_is_typed_and_settings_can_change_for_a_while(self):
		before = frappe.db.get_single_value("System Settings", "float_precision")
		with change_settings("System Settings", {"float_precision": "6"}):
			self.assertEqual(frappe.db.get_single_value("System Settings", "float_precision"), "6")
		self.assertEqual(frappe.db.get_single_value("System Settings", "float_precision"), before)
