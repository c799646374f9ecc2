import time
import unittest

from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.customer_management.culture.name_likeness import name_likeness, rank_words, word_likeness
from workshop_crm.customer_management.culture.transliteration import _spellings

# typed, then stored words of which the first is the right one
RIGHT_ONE_FIRST = (
	("محمد", "mohammed hamad mahmood ahmed hameed"),
	("Mohamed", "محمد حمد أحمد محمود"),
	("خالد", "khalid khalifa khalil walid"),
	("Fatma", "فاطمة فطيمة عاصمة رحمة"),
	("سعيد", "saeed saad saud sad"),
	("Yousef", "يوسف يونس ياسر"),
	("سالم", "salem salma salman muslim"),
	("harthi", "حارثي حرثي هاشمي حارس"),
	("طارق", "تارق رازق"),
)
ODD_TEXTS = ("", " ", "'", "👍", "123", "\u200f\u2068", "漢字", "%_*", "x" * 10_000, "خ" * 10_000, "aخb")


class NameLikenessTest(unittest.TestCase):
	def test_the_right_word_comes_first(self):
		for typed, stored in RIGHT_ONE_FIRST:
			with self.subTest(typed):
				self.assertEqual(rank_words(typed, stored.split())[0][0], stored.split()[0])

	def test_the_same_spelling_is_fully_alike_and_no_other(self):
		self.assertEqual(word_likeness("أحمد", "احمد"), 1.0)
		self.assertEqual(word_likeness("SALIM", "salim"), 1.0)
		for typed, stored in (("salim", "salem"), ("mohd", "mohammed"), ("محمد", "mohammed"), ("a", "b")):
			self.assertLess(word_likeness(typed, stored), 1.0)

	def test_spellings_are_told_from_other_names(self):
		for typed, stored in (
			("محمد", "mohammed"),
			("خليفة", "khalifa"),
			("salim", "saleem"),
			("Nasser", "ناصر"),
		):
			self.assertGreater(word_likeness(typed, stored), 0.62)
		for typed, stored in (("محمد", "khalifa"), ("salim", "nasser"), ("Fatma", "ناصر"), ("علي", "yousef")):
			self.assertLess(word_likeness(typed, stored), 0.5)

	def test_at_most_the_wanted_number_of_words_comes_back(self):
		self.assertEqual(len(rank_words("salim", ["salem", "سالم", "salim"], limit=2)), 2)
		self.assertEqual(rank_words("salim", []), [])

	def test_whole_names_meet_in_any_script_order_and_completeness(self):
		stored = "Mohammed bin Salim Al Harthi"
		self.assertEqual(name_likeness(stored, stored), 1.0)
		for typed in (
			"محمد بن سالم الحارثي",
			"Mohamed Salem Alharthy",
			"Mohammed Harthi",
			"الحارثي محمد",
			"Mohamed",
		):
			with self.subTest(typed):
				self.assertGreater(name_likeness(typed, stored), 0.7)
		self.assertLess(name_likeness("Khalid Nasser Al Balushi", stored), 0.4)
		self.assertGreater(name_likeness("عبد الله الشامسي", "Abdallah Al Shamsi"), 0.8)

	def test_a_word_typed_too_much_does_not_take_the_place_of_the_right_one(self):
		better = name_likeness("salma bnit hamad rahbi", "Salma Hamad Al Rahbi")
		self.assertGreater(better, name_likeness("salma bnit hamad rahbi", "Hamad Salah Al Rahbi"))

	def test_known_spellings_of_gulf_names_are_alike(self):
		pairs = [(arabic, latin) for arabic, spellings in _spellings() for latin in spellings]
		alike = [pair for pair in pairs if name_likeness(*pair) > 0.62]
		self.assertGreater(len(alike) / len(pairs), 0.9)

	def test_odd_texts_are_answered_at_once(self):
		for typed in ODD_TEXTS:
			started = time.perf_counter()
			for stored in ODD_TEXTS:
				self.assertGreaterEqual(word_likeness(typed, stored), 0.0)
				self.assertGreaterEqual(name_likeness(typed * 3, stored), 0.0)
			self.assertLess(time.perf_counter() - started, 2.0)

	@settings(max_examples=50, deadline=None)
	@given(st.text(), st.text())
	def test_likeness_of_any_texts_is_a_share(self, typed, stored):
		self.assertTrue(0.0 <= word_likeness(typed, stored) <= 1.0)
		self.assertTrue(0.0 <= name_likeness(typed, stored) <= 1.0)
