"""When the chosen engine cannot answer, the database does, and nobody notices but the log."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.search import search
from workshop_crm.customer_management.search.backends import BackendDown, Hit
from workshop_crm.tests import factories


class DownBackend:
	"""An engine that is down."""

	name = "Elasticsearch"

	def candidates(self, query, narrowing, limit):
		raise BackendDown("connection refused")


class CarelessBackend:
	"""An engine that hands out everybody it knows, also those whom the user may not see."""

	name = "Elasticsearch"

	def __init__(self, customers: list[str]):
		self.customers = customers

	def candidates(self, query, narrowing, limit):
		return [Hit(customer, "name") for customer in self.customers]


class TestFallback(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.mine, cls.other = factories.make_company(), factories.make_company()
		cls.word = factories.unique("Fallback").replace(" ", "")
		cls.seen = factories.make_customer(customer_name=f"{cls.word} Seen", company=cls.mine).name
		cls.hidden = factories.make_customer(customer_name=f"{cls.word} Hidden", company=cls.other).name
		cls.limited = factories.make_user("Workshop Advisor", companies=(cls.mine,))

	def test_the_database_answers_for_an_engine_that_is_down(self):
		with patch.object(search, "chosen_backend", lambda: DownBackend()):
			found = search.search_customers(self.word)
		self.assertEqual(found.backend, "Database")
		self.assertEqual({row["name"] for row in found.rows}, {self.seen, self.hidden})

	def test_whoever_an_engine_lets_through_is_left_out(self):
		engine = CarelessBackend([self.seen, self.hidden])
		with patch.object(search, "chosen_backend", lambda: engine), self.set_user(self.limited):
			rows = search.search_customers(self.word).rows
		self.assertEqual([row["name"] for row in rows], [self.seen])

	def test_a_customer_whom_the_engine_still_knows_but_who_is_gone_is_left_out(self):
		engine = CarelessBackend([self.seen, "Gone Customer"])
		with patch.object(search, "chosen_backend", lambda: engine):
			rows = search.search_customers(self.word).rows
		self.assertEqual([row["name"] for row in rows], [self.seen])
		self.assertFalse(frappe.db.exists("Customer", "Gone Customer"))
