import unittest
from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.customer_management.culture.dates import (
	format_date,
	format_datetime,
	format_number,
	format_time,
)
from workshop_crm.customer_management.culture.digits import MalformedNumber

DAY = date(2026, 11, 20)


class DatesTest(unittest.TestCase):
	def test_dates_in_both_languages(self):
		self.assertEqual(format_date(DAY), "20 Nov 2026")
		self.assertEqual(format_date("2026-11-20", "ar", "full"), "الجمعة، 20 نوفمبر 2026")
		self.assertEqual(format_date(DAY, "ar"), "20\u200f/11\u200f/2026")
		self.assertEqual(format_date(DAY, "ar", plain=True), "20/11/2026")
		self.assertEqual(format_date(DAY, "ar", "long", arabic_digits=True), "٢٠ نوفمبر ٢٠٢٦")

	def test_times(self):
		self.assertEqual(format_time(time(17, 5), plain=True), "5:05 pm")
		self.assertEqual(format_time("17:05:00", "ar"), "5:05 م")
		self.assertEqual(format_datetime(datetime(2026, 11, 20, 17, 5), plain=True), "20 Nov 2026, 5:05 pm")
		self.assertEqual(format_datetime("2026-11-20 17:05:00", "ar", plain=True), "20/11/2026، 5:05 م")

	def test_what_is_no_date_is_refused(self):
		for value in ("", "20/11/2026", "tomorrow", "2026-13-01", None, 5):
			with self.subTest(value), self.assertRaises(ValueError):
				format_date(value)

	@given(st.datetimes(), st.sampled_from(("ar", "en")), st.booleans())
	def test_every_moment_is_shown(self, moment, lang, arabic_digits):
		self.assertTrue(format_datetime(moment, lang, arabic_digits=arabic_digits))


class NumbersTest(unittest.TestCase):
	def test_numbers(self):
		self.assertEqual(format_number(1234567.8915), "1,234,567.892")
		self.assertEqual(format_number(1234.5, "ar", 2), "1,234.50")
		self.assertEqual(format_number(1234.5, "ar", 2, arabic_digits=True), "١٬٢٣٤٫٥٠")
		self.assertEqual(format_number("٥"), "5")

	def test_what_is_no_number_is_refused(self):
		with self.assertRaises(MalformedNumber):
			format_number("many")
