import re
import time
import unittest

from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.customer_management.culture.name_index import (
	MAX_KEY,
	NAME_INDEX_VERSION,
	probe_keys,
	probe_prefixes,
	word_keys,
)
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import fold

FOUND_UNDER_EACH_OTHER = (
	"محمد Mohammed Muhammad Mohamed Mohd",
	"خليفة Khalifa Khaleefa Khalifah",
	"ظافر Dhafer Dhafir",
	"الحارثي Alharthi Alharthy",
	"عثمان Othman Uthman",
	"جمال Jamal Gamal",
	"تشارلز Charles",
	"فاطمة Fatma Fatimah",
)
ODD_TEXTS = ("", " ", "'", "👍", "123", "٣", "\u200f\u2068\u2069", "%_*", "漢字", "ـــ")


def words(name: str) -> list[str]:
	return [fold(token) for token in name_tokens(name)]


class NameIndexTest(unittest.TestCase):
	def test_spellings_of_one_name_find_each_other(self):
		for line in FOUND_UNDER_EACH_OTHER:
			spellings = [words(name)[0] for name in line.split()]
			for typed in spellings:
				for stored in spellings:
					with self.subTest(typed=typed, stored=stored):
						self.assertTrue(word_keys(stored) & set(probe_keys(typed)))

	def test_compounds_of_abd_find_each_other(self):
		stored = word_keys(words("عبد الرحمن")[0])
		for typed in ("Abdulrahman", "Abdul Rahman", "عبدالرحمن", "Abd al-Rahman"):
			with self.subTest(typed):
				self.assertTrue(stored & set(probe_keys(words(typed)[0])))
		self.assertEqual(word_keys(words("Abdullah")[0]), word_keys(words("عبد الله")[0]))

	def test_a_word_with_one_error_is_found(self):
		for stored, typed in (
			("khalfan", "khalfen kalfan khalfann khlafan xhalfan"),
			("سليمان", "سليماان سلمان سليامن شليمان"),
		):
			for word in typed.split():
				with self.subTest(word):
					self.assertTrue(word_keys(stored) & set(probe_keys(word)))

	def test_the_surest_key_comes_first(self):
		self.assertEqual(probe_keys("salim")[:2], ["0SALIM", "2SLM"])
		self.assertIn("3SLM", probe_keys("salim")[:6])

	def test_keys_are_those_stored_under_this_version(self):
		# changing these means raising NAME_INDEX_VERSION, so that stored keys are rebuilt
		self.assertEqual(NAME_INDEX_VERSION, 2)
		self.assertEqual(
			word_keys("salim"),
			{"0SALIM", "0ALIM", "0SLIM", "0SAIM", "0SALM", "0SALI", "2SLM", "4LM", "4SM", "4SL"},
		)
		self.assertEqual(word_keys("علي"), {"1EM6", "1M6", "1E6", "1EM", "3AL"})

	def test_a_beginning_finds_the_words_that_go_on(self):
		self.assertEqual(probe_prefixes("moh")[0], "0MOH")
		self.assertTrue(
			any(key.startswith(prefix) for prefix in probe_prefixes("moh") for key in word_keys("محمد"))
		)
		self.assertTrue(
			any(key.startswith(prefix) for prefix in probe_prefixes("خل") for key in word_keys("khalfan"))
		)

	def test_a_text_without_a_letter_has_no_key(self):
		for text in ODD_TEXTS:
			with self.subTest(text):
				self.assertEqual(
					(word_keys(text), probe_keys(text), probe_prefixes(text)), (frozenset(), [], [])
				)

	def test_a_word_of_ten_thousand_letters_takes_no_longer(self):
		for letter in "aخx":
			started = time.perf_counter()
			word_keys(letter * 10_000)
			probe_keys("ab" + letter * 10_000)
			self.assertLess(time.perf_counter() - started, 0.2)

	@settings(max_examples=50, deadline=None)
	@given(st.text())
	def test_keys_of_any_text_are_short_capitals_and_digits(self, text):
		for key in (*word_keys(text), *probe_keys(text), *probe_prefixes(text)):
			self.assertTrue(re.fullmatch(rf"[0-5][A-Z0-9]{{1,{MAX_KEY - 1}}}", key), key)
