"""The bare letters of one word of a name, as keys and likeness read them."""

import re
from functools import lru_cache

from workshop_crm.customer_management.culture.text import fold, has_arabic

# letters beyond this one tell no two names apart; it also bounds the time for absurd input
MAX_LETTERS = 24

_NOT_ARABIC = re.compile("[^ا-غف-ي]")
_NOT_LATIN = re.compile("[^a-z]")
# name_tokens writes the two halves of a compound so in either script
_ARABIC_COMPOUND = (("abd+", "عبد"), ("+ll", "لله"), ("+", ""))
_LATIN_COMPOUND = (("+ll", "llah"), ("+", ""))
# ways to cut the commonest of all names short, which no letter tells
_ABBREVIATIONS = dict.fromkeys(("mohd", "mohmd", "muhd", "mhd", "mhmd", "md"), "mohammed")


@lru_cache(maxsize=32768)
def name_letters(word: str) -> tuple[bool, str]:
	"""Return (is Arabic, letters) of a word as `name_tokens` gives it; ("" for one without a letter).

	Arabic letters are folded to the 28 of the alphabet, Latin ones to a-z; at most MAX_LETTERS are read.
	"""
	word = fold(word[: 4 * MAX_LETTERS])
	arabic = has_arabic(word)
	if "+" in word:
		for joint, written in _ARABIC_COMPOUND if arabic else _LATIN_COMPOUND:
			word = word.replace(joint, written)
	letters = (_NOT_ARABIC if arabic else _NOT_LATIN).sub("", _ABBREVIATIONS.get(word, word))
	return arabic, letters[:MAX_LETTERS]
