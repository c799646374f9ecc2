import unittest

from workshop_crm.customer_management.profile.measurements import units


class TestUnits(unittest.TestCase):
	"""Conversion to what a tape shows, and the values that can be."""

	def test_centimetres_and_inches(self):
		self.assertEqual(units.in_centimetres(58, "cm"), 58.0)
		self.assertEqual(units.in_centimetres(22.75, "inch"), 57.8)
		self.assertEqual(units.in_inches(58, "cm"), 22.83)
		self.assertEqual(units.in_inches(22.75, "inch"), 22.75)

	def test_a_general_limit_holds_where_the_set_has_none(self):
		self.assertEqual(units.limits("cm"), (1.0, 300.0))
		self.assertEqual(units.limits("inch"), (0.39, 118.11))
		self.assertEqual(units.limits("cm", 40, 190), (40, 190))
