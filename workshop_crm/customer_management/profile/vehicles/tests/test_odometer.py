from datetime import date
from unittest import TestCase

from workshop_crm.customer_management.profile.vehicles.odometer import (
	Reading,
	first_step_back,
	kilometres_a_year,
)


def readings(*pairs) -> list[Reading]:
	return [Reading(kilometres, date.fromisoformat(day), *rest) for kilometres, day, *rest in pairs]


class TestStepsBack(TestCase):
	def test_forward_and_equal_are_fine_in_any_order_of_writing(self):
		self.assertIsNone(
			first_step_back(readings((300, "2026-03-01"), (100, "2026-01-01"), (100, "2026-02-01")))
		)

	def test_a_step_back_is_found(self):
		before, after = first_step_back(readings((100, "2026-01-01"), (99, "2026-01-02")))
		self.assertEqual((before.kilometres, after.kilometres), (100, 99))

	def test_one_that_is_entered_later_for_an_earlier_day_counts_at_its_day(self):
		self.assertIsNotNone(first_step_back(readings((100, "2026-02-01"), (150, "2026-01-01"))))

	def test_on_one_day_the_order_of_writing_counts(self):
		self.assertIsNotNone(first_step_back(readings((100, "2026-01-01"), (99, "2026-01-01"))))

	def test_a_reason_allows_it(self):
		self.assertIsNone(
			first_step_back(readings((100_000, "2026-01-01"), (5, "2026-02-01", "new instrument")))
		)


class TestKilometresAYear(TestCase):
	def test_from_first_to_last_reading(self):
		self.assertEqual(kilometres_a_year(readings((10_000, "2025-01-01"), (30_000, "2026-01-01"))), 20_000)

	def test_too_short_a_time_says_nothing(self):
		self.assertIsNone(kilometres_a_year([]))
		self.assertIsNone(kilometres_a_year(readings((10, "2026-01-01"), (30, "2026-02-01"))))

	def test_counted_anew_from_a_replaced_instrument(self):
		pairs = ((90_000, "2024-01-01"), (0, "2025-01-01", "new instrument"), (10_000, "2026-01-01"))
		self.assertEqual(kilometres_a_year(readings(*pairs)), 10_000)
