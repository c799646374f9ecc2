"""Candidates for the same person, with reasons, and the answers that are remembered."""

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.customer_management.profile.duplicates import (
	NOT_A_DUPLICATE,
	SHARED_NUMBER,
	Probe,
	find_duplicates,
	remember_answer,
)
from workshop_crm.tests import factories


class TestCandidates(FrappeTestCase):
	"""What makes two customers alike, and how sure that is."""

	def found(self, customer: str, **probe) -> object:
		"""Return the candidate `customer` for a probe, or None."""
		return next((c for c in find_duplicates(Probe(**probe)) if c.customer == customer), None)

	def test_the_same_phone_blocks(self):
		customer = factories.make_customer()
		candidate = self.found(customer.name, phones=[customer.mobile_no])
		self.assertTrue(candidate.blocking)
		self.assertEqual(candidate.score, 1.0)
		self.assertIn("same phone", candidate.reasons[0])

	def test_one_letter_apart_is_a_hint(self):
		name = f"Ghassan {factories.unique('Zahran')} Al Maamari"
		customer = factories.make_customer(customer_name=name)
		candidate = self.found(customer.name, names=[name.replace("Ghassan", "Ghasan")])
		self.assertFalse(candidate.blocking)
		self.assertGreater(candidate.score, 0.9)

	def test_across_scripts_is_a_hint_with_its_reason(self):
		customer = factories.make_customer(
			customer_name="Mohammed Al Harthy", customer_name_ar="محمد الحارثي"
		)
		frappe.db.set_value("Customer", customer.name, "customer_name_ar", None)
		candidate = self.found(customer.name, names=["محمد الحارثي"])
		self.assertEqual((candidate.score, candidate.blocking), (0.93, False))
		self.assertEqual(candidate.reasons, ["name 0.93 across scripts"])

	def test_a_given_name_alone_says_nothing(self):
		customer = factories.make_customer(customer_name="Mohammed")
		self.assertIsNone(self.found(customer.name, names=["Mohammed"]))

	def test_hints_are_few_and_blocking_ones_come_first(self):
		name = f"Hilal {factories.unique('Qais')}"
		same = [factories.make_customer(customer_name=name) for _time in range(7)]
		candidates = find_duplicates(Probe(names=[name], phones=[same[3].mobile_no]))
		self.assertEqual(candidates[0].customer, same[3].name)
		self.assertEqual(len(candidates), 6)

	def test_deleted_customers_are_passed_over(self):
		customer = factories.make_customer()
		frappe.db.delete("Customer", {"name": customer.name})
		self.assertEqual(find_duplicates(Probe(phones=[customer.mobile_no])), [])


class TestAnswers(FrappeTestCase):
	"""What staff said once is not asked again."""

	def test_not_a_duplicate_silences_the_name_but_not_the_phone(self):
		name = f"Faisal {factories.unique('Badi')}"
		first, second = (factories.make_customer(customer_name=name) for _time in range(2))
		probe = Probe(names=[name], phones=[first.mobile_no])
		remember_answer(first.name, second.name, NOT_A_DUPLICATE)
		remaining = [c for c in find_duplicates(probe, exclude=second.name) if c.customer == first.name]
		self.assertEqual([c.values for c in remaining], [[first.mobile_no]])

	def test_an_answer_is_kept_once_whoever_asks(self):
		first, second = factories.make_customer(), factories.make_customer()
		for pair in ((first, second), (second, first), (first, second)):
			remember_answer(pair[0].name, pair[1].name, SHARED_NUMBER, first.mobile_no)
		count = frappe.db.count("Customer Duplicate Answer", {"customer": ("in", [first.name, second.name])})
		self.assertEqual(count, 1)

	def test_a_customer_is_not_compared_with_himself(self):
		customer = factories.make_customer()
		self.assertRaises(
			frappe.ValidationError, remember_answer, customer.name, customer.name, NOT_A_DUPLICATE
		)
