"""The run of a bulk action: killed and resumed, stopped, failed, with rights asked again, and one thing once."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.bulk import actions, records, run, start, tag_actions, tasks
from workshop_crm.customer_management.profile.segments.tags import tags_of
from workshop_crm.exceptions import BulkActionError
from workshop_crm.tests import factories
from workshop_crm.tests.bulk_factories import batches_within_test, outcomes_of, run_to_end, undo_to_end

LINK = "Tag Link"


class KilledWorker(BaseException):
	"""Stands for a worker that dies: nothing after it runs."""


class TestRun(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.company = factories.make_company()
		cls.segment = {
			"conditions": [{"fact": "division", "operator": "is", "value": cls.company}],
			"company": cls.company,
		}

	def setUp(self):
		self.manager = factories.make_user("Workshop Manager", companies=(self.company,))
		filters = {"company": self.company}
		for name in frappe.get_all("Customer Division Account", filters=filters, pluck="customer"):
			frappe.db.set_value("Customer", name, "disabled", 1)
		self.customers = {factories.make_customer(company=self.company).name for _number in range(4)}
		self.tag = factories.unique("Run")
		manager_at_work = self.set_user(self.manager)
		manager_at_work.__enter__()
		self.addCleanup(manager_at_work.__exit__, None, None, None)

	def started(self) -> str:
		name = start.start("add_tag", {"tag": self.tag}, self.segment)["name"]
		run.commit_batch()
		return name

	def tagged(self) -> set[str]:
		return set(frappe.get_all(LINK, filters={"tag": self.tag}, pluck="document_name"))

	def test_a_segment_is_listed_by_the_worker(self):
		with batches_within_test(batch=3):
			name = self.started()
			self.assertEqual(records.progress(name)["status"], "Queued")
			self.assertEqual((frappe.db.count(records.ROW, {"bulk_action": name}), self.tagged()), (0, set()))
			run.run_action(name)
		progress = records.progress(name)
		self.assertEqual((progress["status"], progress["total"], progress["changed"]), ("Finished", 4, 4))
		self.assertEqual(self.tagged(), self.customers)

	def test_a_killed_worker_leaves_off_at_a_batch_and_another_goes_on(self):
		with batches_within_test(batch=2):
			name = self.started()
			applied = iter((None, KilledWorker()))
			with patch.object(tag_actions, "_write", side_effect=self.dying(applied)):
				with self.assertRaises(KilledWorker):
					run.run_action(name)
			run.rollback_batch()
			self.assertEqual(len(self.tagged()), 2)
			self.assertEqual(records.progress(name)["status"], "Running")
			start.resume(name)
			run.run_action(name)
		progress = records.progress(name)
		self.assertEqual((progress["status"], progress["done"], progress["changed"]), ("Finished", 4, 4))
		self.assertEqual(frappe.db.count(LINK, {"tag": self.tag}), 4)

	def dying(self, outcomes):
		write = tag_actions._write

		def one(tags):
			error = next(outcomes)
			if error:
				raise error
			return write(tags)

		return one

	def test_an_error_keeps_finished_batches_and_is_told(self):
		with batches_within_test(batch=2):
			name = self.started()
			broken = self.dying(iter((None, RuntimeError("disk is full"))))
			with patch.object(tag_actions, "_write", side_effect=broken):
				run.run_action(name)
			progress = records.progress(name)
			self.assertEqual((progress["status"], progress["done"]), ("Failed", 2))
			self.assertEqual(progress["error"], "Unexpected error: disk is full")
			self.assertEqual(len(self.tagged()), 2)
			start.resume(name)
			run.run_action(name)
		self.assertEqual(records.progress(name)["status"], "Finished")
		self.assertEqual(self.tagged(), self.customers)

	def test_stopped_and_gone_on_with(self):
		with batches_within_test(batch=2):
			name = self.started()
			start.stop(name)
			run.run_action(name)
			self.assertEqual((records.progress(name)["status"], self.tagged()), ("Stopped", set()))
			with self.assertRaises(BulkActionError):
				start.stop(name)
			start.resume(name)
			run.run_action(name)
			with self.assertRaises(BulkActionError):
				start.resume(name)
		self.assertEqual(self.tagged(), self.customers)

	def test_rights_taken_away_meanwhile_count(self):
		with batches_within_test():
			name = self.started()
			frappe.set_user("Administrator")
			frappe.get_doc("User", self.manager).remove_roles("Workshop Manager")
			tasks.run_queued_action(name)
		self.assertEqual((records.progress(name)["status"], self.tagged()), ("Failed", set()))

	def test_the_worker_works_as_who_asked(self):
		with batches_within_test():
			name = self.started()
			frappe.set_user("Administrator")
			tasks.run_queued_action(name)
			self.assertEqual(frappe.session.user, self.manager)
		self.assertEqual(set(frappe.get_all(LINK, {"tag": self.tag}, pluck="owner")), {self.manager})

	def test_a_user_who_left_does_nothing_any_more(self):
		with batches_within_test():
			name = self.started()
			frappe.db.set_value("User", self.manager, "enabled", 0)
			tasks.run_queued_action(name)
		self.assertEqual((records.progress(name)["status"], self.tagged()), ("Failed", set()))

	def test_customers_who_went_out_of_reach_are_left_out(self):
		gone, disabled, *_rest = sorted(self.customers)
		with batches_within_test():
			name = start.start("add_tag", {"tag": self.tag}, {"customers": sorted(self.customers)})["name"]
			account = frappe.db.get_value("Customer Division Account", {"customer": gone})
			frappe.db.set_value("Customer Division Account", account, "company", factories.make_company())
			frappe.db.set_value("Customer", disabled, "disabled", 1)
			run.run_action(name)
		outcomes = outcomes_of(name)
		self.assertEqual(outcomes[disabled], ("Skipped", "The customer is disabled."))
		self.assertEqual(outcomes[gone], ("Skipped", "There is no such customer, or you may not see him."))
		self.assertEqual(self.tagged(), self.customers - {gone, disabled})

	def test_undo_asks_for_rights_again(self):
		done = run_to_end("add_tag", {"tag": self.tag}, self.segment)
		first = sorted(self.customers)[0]
		account = frappe.db.get_value("Customer Division Account", {"customer": first})
		frappe.db.set_value("Customer Division Account", account, "company", factories.make_company())
		progress = undo_to_end(done["name"])
		self.assertEqual((progress["status"], progress["undone"]), ("Undone", 3))
		self.assertEqual(self.tagged(), {first})
		self.assertEqual(
			outcomes_of(done["name"])[first], ("Kept", "You have no right to change this customer.")
		)


class TestRegisteredActions(FrappeTestCase):
	"""An action of another capability joins by the hook list, as messages will."""

	def setUp(self):
		self.company = factories.make_company()
		self.well, self.blacklisted = (
			factories.make_customer(company=self.company).name for _number in range(2)
		)
		frappe.db.set_value("Customer", self.blacklisted, {"is_blacklisted": 1, "blacklist_reason": "Fraud"})

	def test_messages_are_refused_until_a_capability_sends_them(self):
		before = factories.row_counts(records.DOCTYPE, records.ROW)
		for name, text in (("message", "Messages cannot be sent"), ("dance", "dance is not an action")):
			with self.assertRaises(BulkActionError) as refusal:
				run_to_end(name, {}, {"customers": [self.well]})
			self.assertIn(text, str(refusal.exception))
		self.assertEqual(factories.row_counts(records.DOCTYPE, records.ROW), before)

	def test_a_registered_message_leaves_out_the_blacklisted(self):
		sent = []
		hooks = frappe.get_hooks

		def with_message(hook=None, *args, **kwargs):
			return [f"{__name__}.message_actions"] if hook == "bulk_actions" else hooks(hook, *args, **kwargs)

		with patch.object(frappe, "get_hooks", with_message), patch(f"{__name__}.SENT", sent):
			done = run_to_end("message", {}, {"customers": [self.well, self.blacklisted]})
		self.assertEqual((done["changed"], sent, tags_of(self.well)), (1, [self.well], []))
		self.assertEqual(
			outcomes_of(done["name"])[self.blacklisted], ("Skipped", "The customer is blacklisted.")
		)


SENT: list[str] = []


def message_actions() -> list[actions.BulkAction]:
	"""Return an action as a capability for messages would register it."""

	def send(targets, parameters):
		SENT.extend(row.name for row in targets)
		return {row.row: actions.Outcome() for row in targets}

	marketing = actions.Action.MARKETING
	return [actions.BulkAction("message", "Message", "read", dict, send, standing=marketing)]
