from unittest import TestCase

from workshop_crm.customer_management.profile.vehicles.vin import MalformedVin, check_digit, parse_vin

# The worked example of 49 CFR 565.15 comes first.
RIGHT = ("1M8GDM9AXKP042788", "11111111111111111", "1HGCM82633A004352")


class TestForm(TestCase):
	def test_right_ones_are_read(self):
		for text in RIGHT:
			self.assertEqual(parse_vin(text).text, text)

	def test_typed_with_blanks_hyphens_small_letters_and_arabic_digits(self):
		self.assertEqual(parse_vin("1hg cm82-633a ٠٠٤٣٥٢").text, "1HGCM82633A004352")

	def test_tail_is_what_people_say(self):
		self.assertEqual(parse_vin("1HGCM82633A004352").tail, "004352")

	def test_wrong_lengths_are_refused(self):
		for text in ("", "1HGCM82633A00435", "1HGCM82633A0043522"):
			with self.assertRaisesRegex(MalformedVin, "17 characters"):
				parse_vin(text)

	def test_letters_that_look_like_digits_and_strange_signs_are_refused(self):
		for letter in "IOQÄا*":
			with self.assertRaisesRegex(MalformedVin, "without I, O and Q"):
				parse_vin(f"1HGCM82633A00435{letter}")


class TestCheckDigit(TestCase):
	def test_ten_is_written_x(self):
		self.assertEqual(check_digit("1M8GDM9A_KP042788".replace("_", "0")), "X")

	def test_a_wrong_one_is_refused_for_north_america(self):
		for maker in "12345":
			text = f"{maker}HGCM82633A004352"
			right = text[:8] + check_digit(text) + text[9:]
			wrong = text[:8] + ("0" if right[8] != "0" else "1") + text[9:]
			self.assertEqual(parse_vin(right).text, right)
			with self.assertRaisesRegex(MalformedVin, "check digit"):
				parse_vin(wrong)

	def test_a_wrong_one_is_told_elsewhere(self):
		vin = parse_vin("WVWZZZ1JZXW000001")
		self.assertFalse(vin.check_digit_agrees)
		self.assertFalse(vin.check_digit_is_binding)

	def test_every_changed_digit_of_a_right_one_is_noticed(self):
		right = "1HGCM82633A004352"
		for place in (*range(8), *range(9, 17)):
			if right[place].isdigit():
				other = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
				self.assertNotEqual(check_digit(other), right[8], other)
