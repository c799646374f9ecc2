import unittest

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.customer_management.culture import text


class FoldTest(unittest.TestCase):
	def test_arabic_forms_of_one_word_fold_alike(self):
		cases = {
			"أحمد": "احمد",
			"إبراهيم": "ابراهيم",
			"آمنة": "امنه",
			"مُحَمَّد": "محمد",
			"محـــمد": "محمد",
			"هدى": "هدي",
			"هدی": "هدي",
			"فؤاد": "فواد",
			"عائشة": "عايشه",
			"أسماء": "اسما",
			"ﻻﺭﺍ": "لارا",
			"ک گ پ چ ڤ": "ك ق ب ج ف",
			"٩١٢٣ ۴۵": "9123 45",
			"\u200fالحارثي\u200e": "الحارثي",
		}
		for typed, folded in cases.items():
			with self.subTest(typed):
				self.assertEqual(text.fold_arabic(typed), folded)
				self.assertEqual(text.fold(typed), folded)

	def test_latin_letters_lose_accents_and_case(self):
		self.assertEqual(text.fold_latin("  José   ÅSTRÖM "), "jose astrom")
		self.assertEqual(text.fold_latin("Straße Łódź Ørsted"), "strasse lodz orsted")
		self.assertEqual(text.fold_latin("Mas’ud Is`haq"), "mas'ud is'haq")

	def test_articles_stay_for_the_name_rules(self):
		self.assertEqual(text.fold("Al-Harthi الحارثي"), "al-harthi الحارثي")

	def test_fold_arabic_keeps_latin_case(self):
		self.assertEqual(text.fold_arabic("Plate أ 123"), "Plate ا 123")

	def test_nothing_folds_to_nothing(self):
		self.assertEqual(text.fold(""), "")
		self.assertEqual(text.fold(None), "")
		self.assertEqual(text.fold(" \u200f\u00a0"), "")

	@given(st.text())
	def test_folding_twice_changes_nothing(self, typed):
		for fold in (text.fold_arabic, text.fold_latin, text.fold):
			self.assertEqual(fold(fold(typed)), fold(typed))

	def test_ten_thousand_letters_are_folded(self):
		self.assertEqual(text.fold("أ" * 10_000), "ا" * 10_000)


class DigitsTest(unittest.TestCase):
	def test_digits_of_every_script_become_western(self):
		self.assertEqual(text.to_western_digits("٩٦٨ ۹۱ １２ ९"), "968 91 12 9")

	def test_digits_become_arabic_and_separators_stay(self):
		self.assertEqual(text.to_arabic_digits("1,234.5 ر.ع."), "١,٢٣٤.٥ ر.ع.")


class DirectionTest(unittest.TestCase):
	def test_first_strong_character_decides(self):
		cases = {
			"123 محمد Smith": "rtl",
			"Smith محمد": "ltr",
			"": "ltr",
			"12:30": "ltr",
			"\u2068ABC 123\u2069 سيارة": "rtl",
			"٩١٢": "ltr",
		}
		for typed, direction in cases.items():
			with self.subTest(typed):
				self.assertEqual(text.base_direction(typed), direction)

	def test_only_letters_make_a_text_arabic(self):
		self.assertTrue(text.has_arabic("Mohammed محمد"))
		self.assertTrue(text.has_arabic("ﻻ"))
		self.assertFalse(text.has_arabic("٩١٢٣، \u200f"))
		self.assertFalse(text.has_arabic(""))

	def test_isolate_wraps_a_fragment_without_marks_of_its_own(self):
		self.assertEqual(text.isolate("\u202eABC 123"), "\u2068ABC 123\u2069")
		self.assertEqual(text.isolate(""), "")

	def test_strip_marks_removes_only_direction_controls(self):
		self.assertEqual(text.strip_marks("\u200f12.500 ر.ع.\u200f"), "12.500 ر.ع.")

	@given(st.text())
	def test_every_text_gets_an_answer(self, typed):
		self.assertIn(text.base_direction(typed), ("ltr", "rtl"))
		self.assertFalse(set(text.strip_marks(typed)) & set(text.BIDI_CONTROLS))
