import unittest
from datetime import date

from workshop_crm.customer_management.profile.warranties.cover import Cover


class TestCover(unittest.TestCase):
	def test_last_day_is_covered_and_the_next_is_not(self):
		cover = Cover(date(2026, 6, 30))
		self.assertEqual([cover.covers(day) for day in (date(2026, 6, 30), date(2026, 7, 1))], [True, False])

	def test_vip_months_lengthen_by_calendar_months(self):
		self.assertEqual(Cover(date(2026, 8, 31), 6).lasts_until, date(2027, 2, 28))
		self.assertEqual(Cover(date(2026, 8, 31)).lasts_until, date(2026, 8, 31))

	def test_days_left_fall_below_zero_when_it_is_over(self):
		cover = Cover(date(2026, 6, 30))
		self.assertEqual([cover.days_left(date(2026, 6, 20)), cover.days_left(date(2026, 7, 2))], [10, -2])

	def test_state_changes_thirty_days_before_and_one_day_after(self):
		cover = Cover(date(2026, 6, 30))
		days = (date(2026, 5, 30), date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 1))
		states = ["Under Warranty", "Ending Soon", "Ending Soon", "Out of Warranty"]
		self.assertEqual([cover.state(day) for day in days], states)

	def test_longer_warranty_counts_in_the_state(self):
		self.assertEqual(Cover(date(2026, 6, 30), 3).state(date(2026, 7, 10)), "Under Warranty")
