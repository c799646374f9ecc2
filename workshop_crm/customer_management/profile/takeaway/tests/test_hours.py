import unittest
from datetime import datetime, time

from workshop_crm.customer_management.profile.takeaway.hours import Stretch, is_open, stretches_on

# 22 November 2026 is a Sunday.
NOON, EVENING = datetime(2026, 11, 22, 12, 30), datetime(2026, 11, 22, 19, 0)
FRIDAY = datetime(2026, 11, 27, 12, 30)
HOURS = [Stretch("Sunday", time(17), time(22)), Stretch("Sunday", time(8), time(13))]


class TestHours(unittest.TestCase):
	def test_open_within_any_stretch_of_the_weekday_both_ends_included(self):
		self.assertTrue(is_open(NOON, HOURS))
		self.assertTrue(is_open(NOON.replace(hour=13, minute=0), HOURS))
		self.assertTrue(is_open(EVENING, HOURS))
		self.assertFalse(is_open(NOON.replace(hour=14), HOURS))
		self.assertFalse(is_open(EVENING.replace(hour=22, minute=1), HOURS))

	def test_a_weekday_without_hours_is_closed(self):
		self.assertFalse(is_open(FRIDAY, HOURS))

	def test_a_division_without_hours_is_never_closed(self):
		self.assertTrue(is_open(FRIDAY, []))

	def test_stretches_stand_in_order(self):
		self.assertEqual([each.opens_at.hour for each in stretches_on(NOON, HOURS)], [8, 17])
