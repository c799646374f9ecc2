"""What changes is noted with the change, delivered after it, and survives an outage."""

from unittest.mock import patch

import frappe

from workshop_crm.customer_management.profile import doc_events
from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.search.elasticsearch import outage, outbox, tasks
from workshop_crm.customer_management.search.tests.engine_cases import EngineCase
from workshop_crm.customer_management.search.tests.fake_engine import FakeEngine, nobody_there
from workshop_crm.tests.factories import make_company, make_customer

LIVE = "test-of-search-customers-live-"


def answered(request, status=200, error=None):
	"""Answer each line of a bulk request alike; the index in the making is missing."""
	items = []
	for line in request.body:
		((verb, target),) = line.items() if set(line) & {"index", "delete"} else ((None, None),)
		if verb and "-building-" in target["_index"]:
			items.append({verb: {"status": 404, "error": {"type": "index_not_found_exception"}}})
		elif verb:
			items.append({verb: {"status": status, **({"error": {"type": error}} if error else {})}})
	return {"errors": bool(error), "items": items}


class OutboxCase(EngineCase):
	def setUp(self):
		super().setUp()
		frappe.db.delete(outbox.DOCTYPE)

	def waiting(self) -> list[str]:
		return frappe.get_all(outbox.DOCTYPE, pluck="customer", order_by="creation")

	def deliver(self, engine: FakeEngine) -> int:
		with engine.in_place():
			return outbox.deliver()


class TestNoting(OutboxCase):
	def test_a_registration_is_noted_once_and_delivered_by_one_job(self):
		customer, other = make_customer().name, make_customer().name
		self.assertEqual(self.waiting(), [customer, other])
		self.assertEqual(self.jobs().count("deliver_changes"), 1)
		options = self.enqueued.call_args.kwargs
		self.assertTrue(options["deduplicate"] and options["enqueue_after_commit"])

	def test_only_what_changes_the_keys_is_noted(self):
		customer = make_customer()
		frappe.db.delete(outbox.DOCTYPE)
		rewrite_keys(customer.name)
		self.assertEqual(self.waiting(), [])
		customer.customer_name = "Somebody Else Altogether"
		customer.save(ignore_permissions=True)
		self.assertEqual(self.waiting(), [customer.name])

	def test_renaming_and_deleting_are_noted_under_the_former_name_too(self):
		customer = make_customer()
		frappe.db.delete(outbox.DOCTYPE)
		doc_events.rekey_renamed_customer(customer, old="Former Name", new=customer.name)
		self.assertEqual(set(self.waiting()), {"Former Name", customer.name})
		frappe.db.delete(outbox.DOCTYPE)
		doc_events.remove_profile_records(customer)
		self.assertEqual(set(self.waiting()), {customer.name})

	def test_nothing_is_noted_while_the_database_is_searched(self):
		self.choose(backend="Database")
		make_customer()
		self.assertEqual(self.waiting(), [])

	def test_choosing_the_database_forgets_what_waits(self):
		make_customer()
		self.choose(backend="Database")
		self.assertEqual(self.waiting(), [])


class TestDelivering(OutboxCase):
	def test_the_customer_is_written_as_he_is_now(self):
		company = make_company()
		customer = make_customer(customer_name="Zahran Almuqbali Outbox", company=company)
		engine = FakeEngine({("PUT", "/_bulk"): answered})
		self.assertEqual(self.deliver(engine), 1)
		(request,) = engine.sent("PUT", "/_bulk")
		action, document = request.body[:2]
		self.assertTrue(action["index"]["_index"].startswith(LIVE))
		self.assertEqual(action["index"]["version_type"], "external_gte")
		self.assertEqual((document["customer"], document["company"]), (customer.name, [company]))
		self.assertIn("zahran", document["name_token"])
		self.assertIn("require_alias=true", request.query)
		self.assertEqual(self.waiting(), [])

	def test_several_changes_of_one_customer_are_one_write(self):
		outbox.note_change("A")
		outbox.note_change("A")
		engine = FakeEngine({("PUT", "/_bulk"): answered})
		self.assertEqual(self.deliver(engine), 2)
		written = [line for line in engine.requests[0].body if "index" in line]
		self.assertEqual(len(written), 2)  # once for each of the two aliases

	def test_whoever_is_gone_is_emptied_and_no_index_is_made_for_it(self):
		outbox.note_change("Nobody Of This Name")
		engine = FakeEngine({("PUT", "/_bulk"): answered})
		self.assertEqual(self.deliver(engine), 1)
		self.assertEqual((set(engine.requests[0].body[0]), engine.requests[0].body[1]), ({"index"}, {}))
		self.assertEqual(self.waiting(), [])

	def test_a_newer_state_in_the_index_counts_as_delivered(self):
		make_customer()
		conflict = lambda request: answered(request, 409, "version_conflict_engine_exception")  # noqa: E731
		self.assertEqual(self.deliver(FakeEngine({("PUT", "/_bulk"): conflict})), 1)
		self.assertEqual(self.waiting(), [])

	def test_a_refused_customer_waits_longer_each_time_and_holds_up_nobody(self):
		customer = make_customer().name
		refusing = lambda request: answered(request, 400, "document_parsing_exception")  # noqa: E731
		self.assertEqual(self.deliver(FakeEngine({("PUT", "/_bulk"): refusing})), 1)
		fields = ["attempts", "last_refusal", "next_attempt_on"]
		row = frappe.db.get_value(outbox.DOCTYPE, {"customer": customer}, fields, as_dict=True)
		self.assertEqual((row.attempts, row.last_refusal), (1, "document_parsing_exception"))
		self.assertGreater(row.next_attempt_on, frappe.utils.now_datetime())
		self.assertEqual(outbox.waiting()["refused"], 1)
		self.assertEqual(self.deliver(FakeEngine({("PUT", "/_bulk"): answered})), 0)


class TestOutage(OutboxCase):
	def test_an_outage_loses_nothing_and_the_clock_catches_up(self):
		customer = make_customer().name
		self.assertEqual(self.deliver(nobody_there()), 0)
		self.assertEqual(self.waiting(), [customer])
		self.assertTrue(outage.is_paused())
		engine = FakeEngine(
			{
				("PUT", "/_bulk"): answered,
				("HEAD", "/_alias"): {},
				("GET", "/_alias"): {"made": {"aliases": {}}},
			}
		)
		with engine.in_place():
			tasks.catch_up()
			self.assertEqual((engine.requests, self.waiting()), ([], [customer]))
			outage.forget()
			tasks.catch_up()
		self.assertEqual(self.waiting(), [])

	def test_each_failure_doubles_the_pause_and_is_logged_once(self):
		pauses = []
		with patch.object(frappe, "log_error") as logged:
			for _failure in range(6):
				outage.note_failure("Elasticsearch cannot be reached: ConnectionError")
				pauses.append(outage.last_failure().pause)
		self.assertEqual((logged.call_count, pauses), (1, [15, 30, 60, 120, 240, 300]))

	def test_without_an_index_nothing_is_dropped_and_one_is_made(self):
		customer = make_customer().name
		missing = lambda request: answered(request, 404, "index_not_found_exception")  # noqa: E731
		engine = FakeEngine({("PUT", "/_bulk"): missing})
		self.assertEqual(self.deliver(engine), 0)
		self.assertEqual(self.waiting(), [customer])
		outage.forget()
		with engine.in_place():
			tasks.catch_up()
		self.assertIn("rebuild_index", self.jobs())
