"""The invented customers: the same for one seed, plausible, and with the trouble that a demo needs."""

import csv
import io
import unittest
from collections import Counter

from workshop_crm.customer_management.culture.name_key import name_key
from workshop_crm.customer_management.culture.phones import parse_phone
from workshop_crm.customer_management.profile.importing.mapping import check_mapping, guess_targets
from workshop_crm.demo.customer_lists import BAD_LINES, FORMS, make_lists
from workshop_crm.demo.people import CUSTOMERS, HOUSEHOLDS, TWICE_REGISTERED, make_customers


class TestCustomers(unittest.TestCase):
	@classmethod
	def setUpClass(cls):
		cls.customers = make_customers()

	def test_one_seed_gives_the_same_files_and_another_seed_others(self):
		self.assertEqual(make_lists(7), make_lists(7))
		self.assertNotEqual(make_lists(7), make_lists(8))

	def test_there_are_five_hundred_in_three_divisions_and_of_every_kind(self):
		self.assertEqual(len(self.customers), CUSTOMERS)
		divisions = Counter(customer.division for customer in self.customers)
		self.assertEqual(set(divisions), {"workshop", "parts", "clothing"})
		self.assertTrue(all(number > 50 for number in divisions.values()))
		kinds = Counter(customer.kind for customer in self.customers)
		self.assertEqual(set(kinds), {"Individual", "Business", "Government", "NGO"})
		genders = Counter(customer.gender for customer in self.customers)
		self.assertTrue(genders["Male"] > 200 and genders["Female"] > 100)

	def test_every_phone_is_an_omani_mobile_and_only_families_share(self):
		users = Counter(customer.phone for customer in self.customers)
		for customer in self.customers:
			self.assertTrue(parse_phone(customer.phone).is_mobile, customer.phone)
		shared = {customer.phone for customer in self.customers if customer.shared_phone}
		self.assertEqual({phone for phone, number in users.items() if number > 1}, shared & set(users))
		self.assertTrue(HOUSEHOLDS - 2 <= len(shared) <= HOUSEHOLDS)

	def test_unique_values_are_unique(self):
		for field in ("email", "national_id", "commercial_registration"):
			values = [getattr(customer, field) for customer in self.customers if getattr(customer, field)]
			self.assertEqual(len(values), len(set(values)), field)

	def test_some_people_stand_twice_in_another_spelling_with_another_phone(self):
		again = self.customers[-TWICE_REGISTERED:]
		for second in again:
			firsts = [
				customer
				for customer in self.customers
				if customer.name_ar == second.name_ar and customer.phone != second.phone
			]
			self.assertTrue(firsts, second.name)
		respelled = [customer for customer in again if self._first_of(customer).name != customer.name]
		self.assertTrue(len(respelled) >= TWICE_REGISTERED - 1)
		same_key = [
			customer
			for customer in again
			if name_key(customer.name) == name_key(self._first_of(customer).name)
		]
		self.assertTrue(len(same_key) >= TWICE_REGISTERED // 2)

	def _first_of(self, second):
		return next(customer for customer in self.customers if customer.name_ar == second.name_ar)


class TestLists(unittest.TestCase):
	def test_each_list_is_understood_and_holds_its_bad_lines(self):
		lists, customers = make_lists(), Counter(customer.division for customer in make_customers())
		for division, (headers, delimiter, encoding) in FORMS.items():
			with self.subTest(division=division):
				text = lists[division].decode(encoding)
				rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
				self.assertEqual(rows[0], list(headers.values()))
				targets = guess_targets(rows[0])
				self.assertNotIn("", targets)
				check_mapping(targets)
				self.assertEqual(len(rows) - 1, customers[division] + sum(BAD_LINES[division]))
