from unittest import TestCase

from workshop_crm.customer_management.profile.vehicles.plates import (
	MalformedPlate,
	parse_plate,
	searched_plate,
)


class TestOmaniPlates(TestCase):
	def test_one_plate_has_one_key_however_typed(self):
		for text in ("1234 AB", "ab1234", "AB-1234", "أ ب ١٢٣٤", "١٢٣٤ اب", "1234/A.B", "‏أب‏ 1234"):
			self.assertEqual(parse_plate(text).key, "Oman:1234AB", text)

	def test_shown_as_digits_and_letters(self):
		self.assertEqual(parse_plate("H٧").shown, "7 H")
		self.assertEqual(parse_plate("12345").shown, "12345")

	def test_different_plates_have_different_keys(self):
		keys = {parse_plate(text).key for text in ("1234 AB", "1234 BA", "123 AB", "1234 A", "01234 AB")}
		self.assertEqual(len(keys), 5)

	def test_what_is_no_plate_is_refused(self):
		for text in ("", "AB", "1234567 A", "12 ABCD", "12*A", "12 Ä", "DROP TABLE 1"):
			with self.assertRaises(MalformedPlate, msg=text):
				parse_plate(text)


class TestOtherCountries(TestCase):
	def test_the_same_text_of_two_countries_is_two_plates(self):
		self.assertNotEqual(parse_plate("1234 A").key, parse_plate("1234 A", "United Arab Emirates").key)

	def test_saudi_letters_have_pairs_of_their_own(self):
		self.assertEqual(parse_plate("ح ط ى 1234", "Saudi Arabia").shown, "1234 JTV")

	def test_long_ones_are_read(self):
		self.assertEqual(parse_plate("M AB 1234", "Germany").compact, "1234MAB")


class TestSearch(TestCase):
	def test_a_plate_half_typed_begins_the_key(self):
		self.assertEqual(searched_plate("أ 12"), "12A")
		self.assertEqual(searched_plate("12"), "12")
