"""The rules at their borders: the day or the amount at which each stage, band and VIP begins."""

import unittest
from datetime import date, timedelta

from workshop_crm.customer_management.profile.lifecycle import bands, stages, vip
from workshop_crm.customer_management.profile.lifecycle.bands import BandThresholds, Visits
from workshop_crm.customer_management.profile.lifecycle.stages import Purchases, StageThresholds
from workshop_crm.customer_management.profile.lifecycle.vip import VipThresholds

TODAY = date(2026, 3, 1)


def bought(first_ago: int, last_ago: int, count: int = 1, spent: float = 0.0) -> Purchases:
	first_on, last_on = TODAY - timedelta(days=first_ago), TODAY - timedelta(days=last_ago)
	return Purchases(count=count, first_on=first_on, last_on=last_on, year_count=count, year_spent=spent)


def stage(purchases: Purchases, **thresholds) -> str:
	return stages.stage_of(purchases, StageThresholds(**thresholds), TODAY)


class TestStages(unittest.TestCase):
	def test_who_bought_nothing_is_a_prospect(self):
		self.assertEqual(stage(Purchases()), "Prospect")

	def test_new_until_the_day_before_the_limit(self):
		self.assertEqual(stage(bought(59, 0)), "New")
		self.assertEqual(stage(bought(60, 0)), "Active")

	def test_staying_away_makes_at_risk_then_inactive(self):
		self.assertEqual(stage(bought(400, 179)), "Active")
		self.assertEqual(stage(bought(400, 180)), "At Risk")
		self.assertEqual(stage(bought(400, 364)), "At Risk")
		self.assertEqual(stage(bought(400, 365)), "Inactive")

	def test_loyal_by_number_of_purchases_even_while_new(self):
		self.assertEqual(stage(bought(300, 5, count=5)), "Active")
		self.assertEqual(stage(bought(300, 5, count=6)), "Loyal")
		self.assertEqual(stage(bought(30, 5, count=6)), "Loyal")

	def test_loyalty_can_be_switched_off(self):
		self.assertEqual(stage(bought(300, 5, count=50), loyal_purchases=0), "Active")

	def test_a_loyal_customer_who_stays_away_is_at_risk(self):
		self.assertEqual(stage(bought(360, 200, count=9)), "At Risk")

	def test_best_of_several_divisions(self):
		self.assertEqual(stages.best_stage(["Prospect", "At Risk", "New"]), "New")
		self.assertEqual(stages.best_stage(["Inactive", "", None]), "Inactive")
		self.assertEqual(stages.best_stage([]), "Prospect")


class TestBands(unittest.TestCase):
	def test_value_begins_at_the_threshold(self):
		limits = BandThresholds(medium_value=150, high_value=500)
		for spent, band in (
			(0, "Low"),
			(149.999, "Low"),
			(150, "Medium"),
			(499.999, "Medium"),
			(500, "High"),
		):
			self.assertEqual(bands.value_band(bought(9, 9, spent=spent), limits), band)

	def test_frequency_begins_at_the_threshold(self):
		limits = BandThresholds(regular_purchases=3, frequent_purchases=12)
		for count, band in ((1, "New"), (2, "New"), (3, "Regular"), (11, "Regular"), (12, "VIP")):
			self.assertEqual(bands.frequency_band(bought(9, 9, count=count), limits), band)

	def test_a_prospect_has_no_band(self):
		self.assertIsNone(bands.value_band(Purchases(), BandThresholds()))
		self.assertIsNone(bands.frequency_band(Purchases(), BandThresholds()))

	def test_kind_of_service(self):
		self.assertEqual(bands.service_kind(Visits(repairs=3)), "Repair Only")
		self.assertEqual(bands.service_kind(Visits(parts=1)), "Parts Buyer")
		self.assertEqual(bands.service_kind(Visits(consultations=2)), "Consultation")
		self.assertEqual(bands.service_kind(Visits(repairs=1, parts=1)), "Mixed")
		self.assertIsNone(bands.service_kind(Visits()))

	def test_over_all_divisions(self):
		self.assertEqual(bands.best_band(["Low", None, "High"], bands.VALUE_BANDS), "High")
		self.assertIsNone(bands.best_band([None], bands.VALUE_BANDS))
		self.assertEqual(bands.combined_kind(["Parts Buyer", None, "Parts Buyer"]), "Parts Buyer")
		self.assertEqual(bands.combined_kind(["Parts Buyer", "Repair Only"]), "Mixed")
		self.assertIsNone(bands.combined_kind([]))


class TestVip(unittest.TestCase):
	def test_by_what_was_spent(self):
		limits = VipThresholds(spend=1000, purchases=0)
		self.assertFalse(vip.is_vip(bought(9, 9, count=99, spent=999.999), limits))
		self.assertTrue(vip.is_vip(bought(9, 9, spent=1000), limits))

	def test_by_number_of_purchases(self):
		limits = VipThresholds(spend=0, purchases=10)
		self.assertFalse(vip.is_vip(bought(9, 9, count=9, spent=9999), limits))
		self.assertTrue(vip.is_vip(bought(9, 9, count=10), limits))

	def test_both_switched_off_makes_none(self):
		limits = VipThresholds(spend=0, purchases=0)
		self.assertFalse(vip.is_vip(bought(9, 9, count=99, spent=9999), limits))
