"""What keeps the search keys right by night and after an upgrade."""

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now, today

from workshop_crm.customer_management.profile import key_rebuild, name_words
from workshop_crm.customer_management.profile.key_rows import DOCTYPE
from workshop_crm.customer_management.profile.key_weights import refresh_weights, weight_of
from workshop_crm.customer_management.profile.keys import keys_for
from workshop_crm.tests import factories


class TestWeights(FrappeTestCase):
	"""Who came lately and often."""

	def test_recent_and_frequent_ones_weigh_more(self):
		day = frappe.utils.getdate
		never = weight_of(day("2026-01-15"))
		once = weight_of(day("2026-01-15"), day("2026-01-20"), 1)
		often = weight_of(day("2026-01-15"), day("2026-01-20"), 30)
		lately = weight_of(day("2020-01-15"), day("2026-10-20"), 1)
		self.assertEqual(sorted([never, once, often, lately]), [never, once, lately, often])

	def test_a_purchase_is_noticed_by_night(self):
		customer, company = factories.make_customer().name, factories.make_company()
		before = self.weight(customer)
		invoice = frappe.new_doc("Sales Invoice")
		values = {"customer": customer, "company": company, "posting_date": today(), "docstatus": 1}
		invoice.update({**values, "name": factories.unique("INV")})
		invoice.db_insert()
		self.assertGreaterEqual(refresh_weights(add_days(now(), -1)), 1)
		self.assertGreater(self.weight(customer), before)
		self.assertEqual(frappe.db.count(DOCTYPE, {"customer": customer, "weight": before}), 0)

	def weight(self, customer: str) -> int:
		return frappe.db.get_value(DOCTYPE, {"customer": customer, "kind": "phone"}, "weight")


class TestVocabulary(FrappeTestCase):
	"""Counts of words, and words that nobody bears any more."""

	def test_words_are_counted_and_forgotten(self):
		word = factories.unique("Counted").replace(" ", "").lower()
		customers = [factories.make_customer(customer_name=f"Salim {word}") for _time in range(3)]
		name_words.recount_words()
		self.assertEqual(frappe.db.get_value("Customer Name Word", word, "customers"), 3)
		counts = frappe.get_all("Customer Name Word Key", {"parent": word}, pluck="customers")
		self.assertEqual(set(counts), {3})
		for customer in customers:
			frappe.db.delete(DOCTYPE, {"customer": customer.name})
		name_words.recount_words()
		self.assertFalse(frappe.db.exists("Customer Name Word", word))
		self.assertEqual(frappe.db.count("Customer Name Word Key", {"parent": word}), 0)

	def test_keys_of_words_can_be_made_anew(self):
		word = factories.unique("Rekeyed").replace(" ", "").lower()
		factories.make_customer(customer_name=f"Salim {word}")
		before = set(frappe.get_all("Customer Name Word Key", {"parent": word}, pluck="word_key"))
		frappe.db.delete("Customer Name Word Key", {"parent": word})
		name_words.rekey_words()
		after = set(frappe.get_all("Customer Name Word Key", {"parent": word}, pluck="word_key"))
		self.assertEqual(after, before)
		self.assertFalse(name_words.words_are_outdated())


class TestRebuild(FrappeTestCase):
	"""All keys made anew."""

	def setUp(self):
		# Commits would keep what this test makes.
		commit = patch.object(frappe.db, "commit")
		commit.start()
		self.addCleanup(commit.stop)

	def test_wrong_missing_and_superfluous_keys_are_put_right(self):
		customer = factories.make_customer()
		wanted = keys_for(customer.name)
		frappe.db.delete(DOCTYPE, {"customer": customer.name, "kind": "phone"})
		frappe.db.set_value(DOCTYPE, {"customer": customer.name, "kind": "name_key"}, "search_key", "WRONG")
		frappe.db.set_value(DOCTYPE, {"customer": customer.name, "kind": "name_token"}, "key_version", 1)
		seen = []
		key_rebuild.rebuild_keys(progress=lambda done, total: seen.append((done, total)))
		self.assertEqual(seen[-1][0], seen[-1][1])
		rows = frappe.get_all(DOCTYPE, {"customer": customer.name}, ["kind", "search_key"])
		self.assertEqual({(row.kind, row.search_key) for row in rows}, wanted)
		self.assertEqual(len(rows), len(wanted))

	def test_an_interrupted_run_goes_on_where_it_stopped(self):
		for _time in range(4):
			factories.make_customer()
		done, rebuild = [], key_rebuild.rebuild_chunk

		def fail_at_the_second(chunk):
			if len(done) == 1:
				raise KeyboardInterrupt
			done.append(chunk)
			rebuild(chunk)

		with patch.object(key_rebuild, "CHUNK", max(1, frappe.db.count("Customer") // 3)):
			with patch.object(key_rebuild, "rebuild_chunk", fail_at_the_second):
				with self.assertRaises(KeyboardInterrupt):
					key_rebuild.rebuild_keys()
			taken_up = []
			with patch.object(key_rebuild, "rebuild_chunk", taken_up.append):
				key_rebuild.rebuild_keys()
		self.assertGreater(len(taken_up), 0)
		self.assertNotIn(done[0], taken_up)
		self.assertEqual(key_rebuild._done(), [])
