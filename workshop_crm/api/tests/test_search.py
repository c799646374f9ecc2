"""The state of the search over HTTP, and who may see it."""

from unittest.mock import patch

import frappe

from workshop_crm.api.v1 import search
from workshop_crm.customer_management.search.elasticsearch import client, tasks
from workshop_crm.customer_management.search.search import search_customers
from workshop_crm.customer_management.search.tests.engine_cases import EngineCase
from workshop_crm.customer_management.search.tests.fake_engine import FakeEngine, nobody_there
from workshop_crm.tests.factories import make_customer, make_user

INDEX = "test-of-search-customers-20260101000000000000"
HEALTHY = {
	("GET", "/_cluster/health"): {"status": "green"},
	("GET", "/_nodes/"): {"nodes": {"a": {"version": "8.19.21"}, "b": {"version": "8.19.21"}}},
	("HEAD", "/_alias/test-of-search-customers-live"): {},
	("GET", "/_alias/test-of-search-customers-live"): {INDEX: {"aliases": {}}},
	("POST", f"/{INDEX}/_count"): {"count": 7},
}
VERSION_9 = HEALTHY | {("GET", "/_nodes/"): {"nodes": {"a": {"version": "9.2.0"}}}}


class TestHealth(EngineCase):
	def test_the_database_needs_no_health(self):
		self.choose(backend="Database")
		with self.set_user(make_user("Workshop Manager")):
			self.assertEqual(search.health(), {"backend": "Database", "engine": None})
		self.enqueued.reset_mock()
		self.assertEqual(search.rebuild(), {"queued": False})
		self.assertEqual(self.jobs(), [])

	def test_an_engine_tells_version_index_and_what_waits(self):
		frappe.db.delete("Customer Search Outbox")
		make_customer()
		for answers, version in ((HEALTHY, "8.19.21"), (VERSION_9, "9.2.0")):
			with FakeEngine(answers).in_place(), self.set_user(make_user("Workshop Manager")):
				told = search.health()["engine"]
			expected = {
				"reachable": True,
				"status": "green",
				"version": version,
				"index": INDEX,
				"customers": 7,
			}
			self.assertEqual({key: told[key] for key in expected}, expected)
			self.assertEqual((told["waiting"], told["refused"], told["rebuilding"]), (1, 0, None))

	def test_an_engine_that_is_down_is_told_and_not_raised(self):
		with nobody_there().in_place():
			told = search.health()["engine"]
		self.assertEqual((told["reachable"], told["index"]), (False, None))
		self.assertEqual(told["problem"], "Elasticsearch cannot be reached: ConnectionError: refused")

	def test_a_rebuild_is_queued_under_one_name(self):
		operator = make_user("System Manager")
		self.enqueued.reset_mock()
		with self.set_user(operator):
			self.assertEqual(search.rebuild(), {"queued": True})
		self.assertEqual(self.jobs(), ["rebuild_index"])
		self.assertEqual(self.enqueued.call_args.kwargs["job_id"], "customer_search_rebuild")
		self.assertTrue(self.enqueued.call_args.kwargs["deduplicate"])

	def test_others_are_refused_and_nothing_is_queued(self):
		roles = ("Workshop Advisor", "Workshop Marketing", "Workshop Auditor", "Workshop Manager")
		users = {role: make_user(role) for role in roles}
		self.enqueued.reset_mock()
		for role, user in users.items():
			for call in (search.rebuild,) if role == "Workshop Manager" else (search.health, search.rebuild):
				with self.set_user(user), self.assertRaises(frappe.PermissionError):
					call()
		self.assertEqual(self.jobs(), [])


class TestChoice(EngineCase):
	def test_an_address_without_port_or_with_a_password_is_refused(self):
		for url in (
			"search.example.com",
			"https://search.example.com",
			"https://a:b@search.example.com:9200",
			"ftp://x:1",
			"http://[:9200",
			"",
		):
			with self.assertRaises(frappe.ValidationError):
				self.choose(elasticsearch_url=url)

	def test_another_server_needs_another_index_and_another_key_does_not(self):
		self.enqueued.reset_mock()
		self.choose(elasticsearch_url="https://other.example.com:9200/")
		self.assertEqual(self.jobs(), ["rebuild_index"])
		self.assertTrue(self.enqueued.call_args.kwargs["start_over"])
		self.enqueued.reset_mock()
		self.choose(elasticsearch_url="https://other.example.com:9200", elasticsearch_api_key="abc")
		self.assertEqual(self.jobs(), [])

	def test_the_key_is_sent_and_never_told(self):
		kept = self.choose(elasticsearch_url="http://127.0.0.1:9", elasticsearch_api_key="SECRETKEY")
		self.assertEqual(client.connection()._headers["authorization"], "ApiKey SECRETKEY")
		self.assertNotIn("SECRETKEY", str(kept.as_dict()))
		with patch.object(frappe, "log_error") as logged:
			search_customers("Salim")
		self.assertEqual(logged.call_count, 1)
		self.assertNotIn("SECRETKEY", str(logged.call_args))
		self.assertNotIn("SECRETKEY", str(search.health()))

	def test_whoever_goes_back_to_the_database_leaves_no_customer_on_the_server(self):
		self.enqueued.reset_mock()
		self.choose(backend="Database")
		self.assertEqual(self.jobs(), ["remove_index"])
		names = (INDEX, "test-of-search-customers-of-another-site-20260101000000000000")
		answers = {("GET", "/test-of-search-customers-*"): {name: {} for name in names}, ("DELETE", "/"): {}}
		engine = FakeEngine(answers)
		with engine.in_place():
			tasks.remove_index()
		self.assertEqual([request.path for request in engine.sent("DELETE", "/")], [f"/{INDEX}"])

	def test_a_server_that_cannot_be_reached_is_named_in_the_log(self):
		self.choose(backend="Database")
		with nobody_there().in_place(), patch.object(frappe, "log_error") as logged:
			tasks.remove_index()
		self.assertIn("test-of-search-customers-*", logged.call_args.args[1])
