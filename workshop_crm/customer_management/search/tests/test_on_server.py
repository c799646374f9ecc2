"""Elasticsearch itself: all tests of the search once more, and what only a server can show."""

import random

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.key_changes import announce_change
from workshop_crm.customer_management.search.elasticsearch import (
	client,
	health,
	indexes,
	outage,
	outbox,
	rebuild,
	writing,
)
from workshop_crm.customer_management.search.search import search_customers, suggest_customers
from workshop_crm.customer_management.search.tests import test_bad_input, test_search
from workshop_crm.customer_management.search.tests.on_server import OnServer, deliver_all
from workshop_crm.tests.factories import make_company, make_customer, make_user, unique


class TestNamesOnServer(OnServer, test_search.TestNames):
	def test_recent_and_frequent_customers_break_ties(self):
		word = unique("Tiebreak").replace(" ", "")
		first, second = (make_customer(customer_name=f"{word} Salim").name for _time in range(2))
		for heavier, lighter, weight in ((second, first, 900), (first, second, 901)):
			frappe.db.set_value("Customer Search Key", {"customer": heavier}, "weight", weight)
			announce_change(heavier)
			self.assertEqual([row["name"] for row in suggest_customers(word)], [heavier, lighter])


class TestNumbersOnServer(OnServer, test_search.TestNumbers):
	pass


class TestPagesAndFiltersOnServer(OnServer, test_search.TestPagesAndFilters):
	pass


class TestBadInputOnServer(OnServer, test_bad_input.TestBadInput):
	pass


class TestNobodyElsesOnServer(OnServer, test_bad_input.TestNobodyElses):
	pass


class TestIndexOnServer(OnServer, FrappeTestCase):
	def setUp(self):
		self.company = make_company()
		self.word = "".join(random.choices("bdfghjklmnrstz", k=7)).capitalize()
		self.customer = make_customer(customer_name=f"{self.word} Salim", company=self.company).name

	def found(self, text: str | None = None) -> list[str]:
		result = search_customers(text or self.word)
		self.assertEqual(result.backend, "Elasticsearch")
		return [row["name"] for row in result.rows]

	def test_the_index_answers_and_follows_a_change(self):
		self.assertEqual(self.found(), [self.customer])
		document = frappe.get_doc("Customer", self.customer)
		document.customer_name = unique("Otherwise")
		document.save(ignore_permissions=True)
		self.assertEqual(self.found(), [])
		self.assertEqual(self.found(document.customer_name), [self.customer])

	def test_who_loses_his_keys_leaves_the_index(self):
		self.assertEqual(self.found(), [self.customer])
		frappe.db.delete("Customer Search Key", {"customer": self.customer})
		announce_change(self.customer)
		deliver_all()
		count = client.connection().count(
			index=indexes.searched(), query={"term": {"customer": self.customer}}
		)
		self.assertEqual(count["count"], 0)
		# Nothing was made on the spot under the name of an alias.
		self.assertEqual(
			list(client.connection().indices.get(index=indexes.pattern())), indexes.all_of_this_site()
		)

	def test_divisions_are_applied_in_the_index(self):
		stranger = make_user("Workshop Advisor", companies=(make_company(),))
		member = make_user("Workshop Advisor", companies=(self.company,))
		with self.set_user(stranger):
			self.assertEqual(self.found(), [])
		with self.set_user(member):
			self.assertEqual(self.found(), [self.customer])

	def test_an_older_state_does_not_overtake_a_newer_one(self):
		self.assertEqual(self.found(), [self.customer])
		frappe.db.delete(
			"Customer Search Key", {"customer": self.customer, "kind": ("!=", "customer_number")}
		)
		self.assertEqual(writing.write([self.customer], version=1), {})
		deliver_all()
		self.assertEqual(self.found(), [self.customer])

	def test_a_rebuild_takes_the_place_of_the_index_while_it_is_searched(self):
		self.assertEqual(self.found(), [self.customer])
		former = indexes.behind(indexes.searched())
		making = rebuild.rebuild()
		next(making)
		latecomer = make_customer(customer_name=f"{self.word} Nasser").name
		self.assertEqual(set(self.found()), {self.customer, latecomer})
		self.assertEqual(health.health()["rebuilding"]["done"], 0)
		making.close()
		for progress in rebuild.rebuild():
			done = progress.done
		self.assertEqual(done, frappe.db.count("Customer", {"merged_into": ("is", "not set")}))
		self.assertEqual(len(indexes.all_of_this_site()), 1)
		self.assertNotEqual(indexes.behind(indexes.searched()), former)
		self.assertEqual(set(self.found()), {self.customer, latecomer})

	def test_its_health(self):
		deliver_all()
		told = health.health()
		self.assertEqual((told["reachable"], told["problem"], told["waiting"]), (True, None, 0))
		self.assertRegex(told["version"], r"^[89]\.")
		self.assertEqual(told["customers"], frappe.db.count("Customer", {"merged_into": ("is", "not set")}))

	def test_a_missing_index_is_not_made_by_a_change(self):
		client.connection().indices.delete(index=indexes.behind(indexes.searched()))
		try:
			outbox.note_change(self.customer)
			outbox.note_change("Nobody Of This Name")
			self.assertEqual(outbox.deliver(), 0)
			self.assertEqual(dict(client.connection().indices.get(index=indexes.pattern())), {})
			self.assertTrue(outage.is_paused())
		finally:
			outage.forget()
			list(rebuild.rebuild())
