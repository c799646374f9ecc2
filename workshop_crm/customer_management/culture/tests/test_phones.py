import unittest

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.customer_management.culture import phones
from workshop_crm.customer_management.culture.phones import MalformedPhone, Phone, format_phone, parse_phone


class ParsePhoneTest(unittest.TestCase):
	def test_every_usual_format_gives_one_number(self):
		expected = Phone("+96891234567", "91234567", 968, True)
		formats = (
			"91234567",
			"9123 4567",
			"9123-4567",
			"91.234.567",
			"+968 9123 4567",
			"00968 9123 4567",
			"0096891234567",
			"96891234567",
			"(+968) 91234567",
			"(968) 9123/4567",
			"+٩٦٨ ٩١٢٣ ٤٥٦٧",
			"\u200f+968\u00a09123\u00a04567\u200f",
			"+968 9123 4567",
			"Tel: 91234567",
		)
		for typed in formats:
			with self.subTest(typed):
				self.assertEqual(parse_phone(typed), expected)

	def test_landline_is_no_mobile(self):
		self.assertEqual(parse_phone("24 123456"), Phone("+96824123456", "24123456", 968, False))

	def test_foreign_numbers_and_regions(self):
		self.assertEqual(parse_phone("+971 50 123 4567").e164, "+971501234567")
		self.assertEqual(parse_phone("0501234567", region="AE").e164, "+971501234567")
		self.assertEqual(parse_phone("+1 202 555 0123").country_code, 1)

	def test_a_refusal_names_its_reason(self):
		cases = {
			"": phones.EMPTY,
			"  \u200f": phones.EMPTY,
			"abc": phones.NOT_A_NUMBER,
			"Mohammed 91234567": phones.NOT_A_NUMBER,
			"+": phones.NOT_A_NUMBER,
			"++96891234567": phones.NOT_A_NUMBER,
			"👍": phones.NOT_A_NUMBER,
			"5": phones.TOO_SHORT,
			"9123": phones.TOO_SHORT,
			"0501234567": phones.TOO_LONG,
			"91234567 / 92345678": phones.TOO_LONG,
			"9" * 10_000: phones.TOO_LONG,
			"+999 123456": phones.UNKNOWN_COUNTRY,
			"73123456": phones.NOT_IN_USE,
		}
		for typed, reason in cases.items():
			with self.subTest(typed[:20]), self.assertRaises(MalformedPhone) as refusal:
				parse_phone(typed)
			self.assertEqual(refusal.exception.reason, reason)
			self.assertEqual(str(refusal.exception), phones.REASONS[reason])

	@given(st.one_of(st.text(), st.text("0123456789+ .-()٠١٢٣٤٥٦٧٨٩", max_size=20)))
	def test_any_text_gives_a_number_or_a_clear_refusal(self, typed):
		try:
			phone = parse_phone(typed)
		except MalformedPhone as refusal:
			self.assertIn(refusal.reason, phones.REASONS)
		else:
			self.assertEqual(phone, parse_phone(phone.e164))
			self.assertRegex(phone.e164, r"^\+[1-9][0-9]{4,16}$")


class ShowPhoneTest(unittest.TestCase):
	def test_home_numbers_are_short_and_foreign_ones_international(self):
		self.assertEqual(format_phone("+96891234567"), "9123 4567")
		self.assertEqual(format_phone("+96824123456"), "24 123456")
		self.assertEqual(format_phone("+971501234567"), "+971 50 123 4567")
		self.assertEqual(format_phone("+96891234567", region="AE"), "+968 9123 4567")

	def test_a_stored_text_that_is_no_number_is_shown_as_it_is(self):
		self.assertEqual(format_phone("ask his son"), "ask his son")
		self.assertEqual(format_phone(""), "")

	def test_digits_while_typing(self):
		self.assertEqual(phones.phone_digits("٩١٢ ٣"), "9123")
		self.assertEqual(phones.phone_digits("+968 91"), "96891")
		self.assertEqual(phones.phone_digits("00968-91"), "96891")
		self.assertEqual(phones.phone_digits("Mohammed"), "")

	@given(st.text())
	def test_showing_never_fails(self, typed):
		self.assertIsInstance(format_phone(typed), str)
		self.assertRegex(phones.phone_digits(typed), r"^[0-9]*$")
