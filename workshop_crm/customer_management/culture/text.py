"""Text folding, digits and writing direction for Arabic and Latin text.

Folding makes two spellings of one text equal for search; it never replaces what was typed. The rules
are character by character: articles (ال, al-) and compound names are the business of `name_key`.
"""

import unicodedata

BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
ISOLATE_STARTS = "\u2066\u2067\u2068"

_REMOVE_BIDI = dict.fromkeys(map(ord, BIDI_CONTROLS))
_TO_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

# vowel signs, Koranic marks and tatweel carry no letter
ARABIC_MARKS = dict.fromkeys(
	(
		*range(0x0610, 0x061B),
		0x0640,
		*range(0x064B, 0x0660),
		0x0670,
		*range(0x06D6, 0x06DD),
		*range(0x06DF, 0x06E9),
		*range(0x06EA, 0x06EE),
		*range(0x08D3, 0x0900),
	)
)
_ARABIC_LETTERS = {
	**dict.fromkeys(map(ord, "أإآٱٲٳ"), "ا"),
	**dict.fromkeys(map(ord, "ىیېے"), "ي"),
	**dict.fromkeys(map(ord, "ةہھۀەۃ"), "ه"),
	**dict.fromkeys(map(ord, "ؤۆۇ"), "و"),
	ord("ئ"): "ي",
	ord("ء"): None,
	ord("گ"): "ق",
	ord("پ"): "ب",
	ord("چ"): "ج",
	ord("ڤ"): "ف",
	ord("ک"): "ك",
	ord("ٹ"): "ت",
	ord("ڈ"): "د",
	ord("ڑ"): "ر",
	ord("ژ"): "ز",
	ord("ں"): "ن",
}
_ARABIC_FOLD = {**ARABIC_MARKS, **_ARABIC_LETTERS}

_LATIN_MARKS = dict.fromkeys(range(0x0300, 0x0370))
# letters that Unicode does not decompose into a base letter and a mark
_LATIN_LETTERS = str.maketrans(
	{"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = dict.fromkeys(map(ord, "‘’ʻʼʽʾʿˈ`´′"), "'")
_LATIN_FOLD = {**_LATIN_LETTERS, **_APOSTROPHES}


def strip_marks(text: str) -> str:
	"""Return `text` without invisible direction controls (for SMS, CSV and comparisons)."""
	return (text or "").translate(_REMOVE_BIDI)


def to_western_digits(text: str) -> str:
	"""Return `text` with every decimal digit of any script written 0-9; other characters stay."""
	if not text or text.isascii():
		return text or ""
	return "".join(map(_western, text))


def to_arabic_digits(text: str) -> str:
	"""Return `text` with every decimal digit written ٠-٩; separators and other characters stay."""
	return to_western_digits(text).translate(_TO_ARABIC_DIGITS)


def _western(char: str) -> str:
	if char.isascii():
		return char
	digit = unicodedata.decimal(char, None)
	return char if digit is None else str(digit)


def fold_arabic(text: str) -> str:
	"""Fold Arabic letters to one form each: marks, tatweel, hamza, alef, yeh, teh marbuta, Persian letters.

	Lam-alef ligatures and presentation forms become plain letters, digits become 0-9, direction marks
	go, spaces are collapsed. Latin letters keep their case. Folding twice gives the same text.
	"""
	return _until_stable(_fold_arabic_once, text)


def fold_latin(text: str) -> str:
	"""Fold Latin letters: accents removed, case folded, apostrophes unified, digits 0-9, spaces collapsed."""
	return _until_stable(_fold_latin_once, text)


def fold(text: str) -> str:
	"""Fold text of any script, for comparison and search only. Folding twice gives the same text."""
	return _until_stable(lambda value: _fold_latin_once(_fold_arabic_once(value)), text)


def _until_stable(step, text: str) -> str:
	"""Repeat `step`: decomposing one exotic character can give another that folds again."""
	value = text or ""
	for _round in range(5):
		folded = step(value)
		if folded == value:
			break
		value = folded
	return value


def _fold_arabic_once(text: str) -> str:
	text = unicodedata.normalize("NFKC", _without_format_characters(text))
	return _plain(text.translate(_ARABIC_FOLD))


def _fold_latin_once(text: str) -> str:
	text = unicodedata.normalize("NFKD", _without_format_characters(text)).translate(_LATIN_MARKS)
	return _plain(unicodedata.normalize("NFC", text.casefold().translate(_LATIN_FOLD)))


def _without_format_characters(text: str) -> str:
	"""Drop zero-width joiners, soft hyphens and direction controls (Unicode category Cf)."""
	if text.isascii():
		return text
	return "".join(char for char in text if char.isascii() or unicodedata.category(char) != "Cf")


def _plain(text: str) -> str:
	return " ".join(to_western_digits(text).split())


def has_arabic(text: str) -> bool:
	"""Tell whether `text` holds at least one Arabic letter; Arabic-Indic digits alone do not count."""
	return any(_is_arabic_letter(char) for char in text or "")


def _is_arabic_letter(char: str) -> bool:
	return unicodedata.bidirectional(char) == "AL" and char.isalpha()


def base_direction(text: str) -> str:
	"""Return "rtl" or "ltr" for one paragraph: its first strong character decides, "ltr" without one.

	Isolated fragments are skipped (Unicode Bidirectional Algorithm, rules P2 and P3).
	"""
	depth = 0
	for char in text or "":
		if char in ISOLATE_STARTS:
			depth += 1
		elif char == POP_ISOLATE:
			depth = max(0, depth - 1)
		elif not depth and (direction := unicodedata.bidirectional(char)) in ("L", "R", "AL"):
			return "ltr" if direction == "L" else "rtl"
	return "ltr"


def isolate(fragment: str) -> str:
	"""Wrap a plate, phone or amount so that the text around it cannot reorder it.

	Direction controls inside the fragment are removed: an unbalanced one would leak into the sentence.
	"""
	inner = strip_marks(fragment)
	return f"{FIRST_STRONG_ISOLATE}{inner}{POP_ISOLATE}" if inner else ""
