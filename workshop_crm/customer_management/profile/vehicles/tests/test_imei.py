from unittest import TestCase

from workshop_crm.customer_management.profile.vehicles.imei import MalformedImei, parse_imei


class TestImei(TestCase):
	def test_right_ones_are_read_however_typed(self):
		for text in ("490154203237518", "49-015420-323751-8", "49 015420 323751 8", "٤٩٠١٥٤٢٠٣٢٣٧٥١٨"):
			self.assertEqual(parse_imei(text), "490154203237518")

	def test_wrong_check_digits_are_refused(self):
		for digit in "012345679":
			with self.assertRaisesRegex(MalformedImei, "check digit"):
				parse_imei(f"49015420323751{digit}")

	def test_wrong_lengths_and_letters_are_refused(self):
		for text in ("", "49015420323751", "4901542032375188", "49015420323751A"):
			with self.assertRaisesRegex(MalformedImei, "15 digits"):
				parse_imei(text)
