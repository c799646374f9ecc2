import unittest
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.customer_management.culture.digits import MalformedNumber
from workshop_crm.customer_management.culture.money import format_money, money_in_words, parse_amount


class FormatMoneyTest(unittest.TestCase):
	def test_rial_has_three_decimals(self):
		self.assertEqual(format_money("12.5"), "OMR 12.500")
		self.assertEqual(format_money(1234.5, lang="ar"), "\u200f1,234.500\u00a0ر.ع.\u200f")
		self.assertEqual(format_money(1234.5, lang="ar", plain=True), "1,234.500 ر.ع.")
		self.assertEqual(format_money(1234.5, lang="ar", arabic_digits=True, plain=True), "١٬٢٣٤٫٥٠٠ ر.ع.")

	def test_other_currencies_have_their_own_precision(self):
		self.assertEqual(format_money(1234.5, "AED"), "AED 1,234.50")
		self.assertEqual(format_money(1234.5, "KWD"), "KWD 1,234.500")
		self.assertEqual(format_money(1234.5, "JPY"), "JPY 1,235")

	def test_halves_are_rounded_up(self):
		self.assertEqual(format_money("0.0005"), "OMR 0.001")
		self.assertEqual(format_money("-0.0005"), "OMR -0.001")
		self.assertEqual(format_money("-0.0001"), "OMR 0.000")
		self.assertEqual(format_money(1.0005), "OMR 1.001")

	def test_negative_amount_keeps_its_sign_in_arabic(self):
		self.assertEqual(format_money(-1, lang="ar"), "\u200f\u200e-1.000\u00a0ر.ع.\u200f")
		self.assertEqual(format_money(-1, lang="ar", plain=True), "-1.000 ر.ع.")

	def test_what_is_no_number_is_refused(self):
		for amount in ("", "abc", "nan", "inf", None, float("nan"), "1e99"):
			with self.subTest(amount), self.assertRaises(MalformedNumber):
				format_money(amount)

	def test_typed_amounts_are_read(self):
		for typed in ("١٬٢٣٤٫٥ ر.ع.", "OMR 1,234.500", "1234.5", "\u200f1,234.500\u00a0ر.ع.\u200f"):
			with self.subTest(typed):
				self.assertEqual(parse_amount(typed), Decimal("1234.5"))
		for typed in ("", "OMR", "12 13", "twelve"):
			with self.subTest(typed), self.assertRaises(MalformedNumber):
				parse_amount(typed)

	@given(st.decimals(-(10**12), 10**12, places=3))
	def test_a_shown_amount_reads_back(self, amount):
		for lang in ("en", "ar"):
			self.assertEqual(parse_amount(format_money(amount, lang=lang)), amount)

	@given(st.text())
	def test_any_text_is_read_or_refused(self, typed):
		try:
			self.assertIsInstance(parse_amount(typed), Decimal)
		except MalformedNumber:
			pass


class MoneyInWordsTest(unittest.TestCase):
	def test_english(self):
		cases = {
			"0": "Zero Omani rials",
			"1": "One Omani rial",
			"12.5": "Twelve Omani rials and five hundred baisa",
			"0.001": "One baisa",
			"105": "One hundred and five Omani rials",
			"1042.25": "One thousand and forty-two Omani rials and two hundred and fifty baisa",
			"1000000": "One million Omani rials",
			"-5": "Minus five Omani rials",
		}
		for amount, words in cases.items():
			with self.subTest(amount):
				self.assertEqual(money_in_words(amount), words)

	def test_arabic_grammar_of_counted_nouns(self):
		cases = {
			"0": "صفر ريال عماني",
			"1": "ريال عماني واحد",
			"2": "ريالان عمانيان",
			"3": "ثلاثة ريالات عمانية",
			"8": "ثمانية ريالات عمانية",
			"10": "عشرة ريالات عمانية",
			"11": "أحد عشر ريالاً عمانياً",
			"12": "اثنا عشر ريالاً عمانياً",
			"21": "واحد وعشرون ريالاً عمانياً",
			"99": "تسعة وتسعون ريالاً عمانياً",
			"100": "مائة ريال عماني",
			"101": "مائة ريال عماني وريال عماني واحد",
			"102": "مائة ريال عماني وريالان عمانيان",
			"103": "مائة وثلاثة ريالات عمانية",
			"200": "مائتا ريال عماني",
			"1000": "ألف ريال عماني",
			"2000": "ألفا ريال عماني",
			"2500": "ألفان وخمسمائة ريال عماني",
			"3000": "ثلاثة آلاف ريال عماني",
			"11000": "أحد عشر ألف ريال عماني",
			"11003": "أحد عشر ألفاً وثلاثة ريالات عمانية",
			"200000": "مائتا ألف ريال عماني",
			"2000000": "مليونا ريال عماني",
		}
		for amount, words in cases.items():
			with self.subTest(amount):
				self.assertEqual(money_in_words(amount, lang="ar"), words)

	def test_baisa_is_feminine(self):
		cases = {
			"0.001": "بيسة واحدة",
			"0.002": "بيستان",
			"0.003": "ثلاث بيسات",
			"0.008": "ثماني بيسات",
			"0.010": "عشر بيسات",
			"0.011": "إحدى عشرة بيسةً",
			"0.012": "اثنتا عشرة بيسةً",
			"0.021": "إحدى وعشرون بيسةً",
			"0.028": "ثمانٍ وعشرون بيسةً",
			"0.200": "مائتا بيسة",
			"0.500": "خمسمائة بيسة",
			"12.5": "اثنا عشر ريالاً عمانياً وخمسمائة بيسة",
		}
		for amount, words in cases.items():
			with self.subTest(amount):
				self.assertEqual(money_in_words(amount, lang="ar"), words)

	def test_other_currencies(self):
		self.assertEqual(money_in_words("2.5", "AED"), "Two UAE dirhams and fifty fils")
		self.assertEqual(money_in_words("3.25", "SAR", "ar"), "ثلاثة ريالات سعودية وخمس وعشرون هللةً")
		self.assertEqual(money_in_words("12.5", "EUR"), "Twelve euros and 50/100")

	def test_too_large_amounts_are_refused(self):
		with self.assertRaises(MalformedNumber):
			money_in_words(10**15)
		with self.assertRaises(MalformedNumber):
			money_in_words("abc", lang="ar")

	@given(st.integers(0, 10**15 - 1))
	def test_every_amount_has_words(self, amount):
		self.assertRegex(money_in_words(amount), r"^[A-Z][a-z -]* Omani rials?$")
		self.assertRegex(money_in_words(amount, lang="ar"), r"^[\u0621-\u064d ]+$")
