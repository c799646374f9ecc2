"""Letter by letter transliteration for names no list knows. Simple on purpose: a first draft to correct."""

import re

from workshop_crm.customer_management.culture.text import ARABIC_MARKS

_LATIN_CONSONANTS = {
	**dict(
		zip(
			"بتثجحخدذرزسشصضطظغفقكلمنه",
			"b t th j h kh d dh r z s sh s dh t dh gh f q k l m n h".split(),
			strict=True,
		)
	),
	**dict(zip("پچڤگ", "p ch v g".split(), strict=True)),
}
_LATIN_VOWELS = {
	"ا": "a",
	"أ": "a",
	"إ": "i",
	"آ": "a",
	"ى": "a",
	"ة": "a",
	"ع": "a",
	"ؤ": "u",
	"ئ": "i",
	"ء": "",
}
_LONG = "اويىةآأع"

_ARABIC_PATTERNS = (
	(r"(?<=\w)ah$", "ة"),
	(r"(?<=[^aeiou])e$", ""),
	(r"tch|ch", "تش"),
	(r"sh", "ش"),
	(r"kh", "خ"),
	(r"th", "ث"),
	(r"dh", "ذ"),
	(r"gh", "غ"),
	(r"ph|v|f", "ف"),
	(r"ck|k|c(?![eiy])", "ك"),
	(r"x", "كس"),
	(r"^(?:ai|ei|ee|e|i)", "إي"),
	(r"^(?:aa|a)", "أ"),
	(r"^(?:ou|oo|o|u)", "أو"),
	(r"aa+|a", "ا"),
	(r"iy|ee|ai|ay|ei|ey|ie|e|i|y", "ي"),
	(r"oo|ou|au|o|u|w", "و"),
)
_ARABIC_SINGLE = str.maketrans(dict(zip("bptdjqhszrglmnc", "ببتدجقهسزرغلمنس", strict=True)))
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1+")


def to_latin_letters(word: str) -> str:
	"""Write an unknown Arabic word in Latin letters, with an "a" where two consonants need one."""
	letters = [letter for letter in word.translate(ARABIC_MARKS) if letter.isalpha()]
	written = ""
	for previous, letter, following in zip(["", *letters], letters, [*letters[1:], ""], strict=False):
		sound = _latin_letter(letter, following, written)
		written += sound + _linking_vowel(previous, sound, following, written)
	return re.sub("aa+", "aa", written).capitalize()


def _latin_letter(letter: str, following: str, written: str) -> str:
	if letter in _LATIN_CONSONANTS:
		return _LATIN_CONSONANTS[letter]
	if letter == "و":
		return "w" if not written or following in tuple(_LONG) or written.endswith("a") else "u"
	if letter in ("ي", "ی"):
		return _latin_yeh(following, written)
	if letter == "ع" and written.endswith("a"):
		return ""
	return _LATIN_VOWELS.get(letter, "")


def _latin_yeh(following: str, written: str) -> str:
	if not written:
		return "y"
	if following in tuple(_LONG):
		return "y" if written[-1] in "aiu" else "iy"
	return "i"


def _linking_vowel(previous: str, sound: str, following: str, written: str) -> str:
	"""Return the short vowel that follows `sound`: at a word's start, after two consonants, after a long a."""
	if not sound or sound[-1] in "aiu" or following not in _LATIN_CONSONANTS:
		return ""
	if previous == "ا":
		return "i"
	return "" if written and written[-1] in "aiu" else "a"


def to_arabic_letters(word: str) -> str:
	"""Write an unknown Latin word (folded, lower case) in Arabic letters, vowels written out."""
	word = _DOUBLED.sub(r"\1", re.sub(r"[^a-z]", "", word))
	for pattern, letters in _ARABIC_PATTERNS:
		word = re.sub(pattern, letters, word)
	return word.translate(_ARABIC_SINGLE)
