"""The parts of a name that carry it: compounds joined, articles and connectors taken away.

Used by the name key and by sorting. A compound of Abd comes back as "abd+rest", in either script, so
that عبد الرحمن, عبدالرحمن, Abdul Rahman and Abdurrahman meet.
"""

import re
import unicodedata

from workshop_crm.customer_management.culture.text import (
	ARABIC_MARKS,
	fold_latin,
	has_arabic,
	strip_marks,
)

CONNECTORS = frozenset(
	("bin", "bint", "ibn", "binti", "bent", "ibnat", "wuld", "ould", "بن", "بنت", "ابن", "إبن", "أبن", "ابنة")
)
# these are also first names or ordinary words: connectors only between two names
MIDDLE_CONNECTORS = frozenset(("ben", "b", "s", "o", "d", "wald", "walad", "ولد", "ب"))
HONORIFICS = frozenset(
	"mr mrs ms miss dr eng engr prof sayyid sayyida sayed sayyed sheikh shaikh shaykh sheik"
	" السيد السيدة الآنسة الدكتور الدكتورة دكتور المهندس المهندسة مهندس"
	" الأستاذ الأستاذة الاستاذ الفاضل الفاضلة الشيخ د".split()
)
LATIN_ARTICLES = frozenset(("al", "el", "ul", "aal"))
SUN_ARTICLES = {
	**{article: (article[1:],) for article in ("ash", "as", "an", "ar", "at", "ad", "adh", "az", "ath")},
	**{article: (article[1:],) for article in ("esh", "es", "en", "er", "et", "ed", "ez")},
}
KUNYAS = frozenset(("abu", "abou", "abo", "bu", "bou", "um", "umm", "أبو", "ابو", "بو", "أم", "ام"))

_WORDS = re.compile(r"[^\W_]+(?:'+[^\W_]+)*'*")
_ARABIZI = {"2": "", "3": "", "5": "kh", "6": "t", "7": "h", "8": "gh", "9": "s"}
_INNER_DIGIT = re.compile(r"(?<=[a-z])[2-9](?=[a-z])|^[235679](?=[a-z]{2})|(?<=[a-z]{2})[235679]$")

# words that begin with the letters of an article without having one
_NOT_AN_ARTICLE = re.compile(
	r"^(?:alad|alban|alber|alco|aldous|alessa|alexi|alfon|alfre|algern|alhan|alici|alist|allah|allan|alleg|allen"
	r"|allis|alman|almas$|almir|alphon|altaf|altan|alvar|elham|elias|ellen)"
)
# written together, it is an article before a tribe name (-i, -y, -iya) and before letters rare after al
_FUSED_AL = re.compile(
	r"^al(?=(?:h|q|j|s|z|n|r|kh|gh|dh)\w{3}|[bcdfghjklmnpqrstvwxyz]\w{2,}(?:[iy]|i+y*a+h?)$|[aou]\w{2,}[iy]$)"
)
_FUSED_EL = re.compile(r"^el(?=[bcdfghjklmnpqrstvwxyz]\w{3,}[iy]$)")
_FUSED_SUN = re.compile(r"^a(sh|s|n|r|z|d|t)(?=\1\w{3,}[iy]$)")
_ARABIC_NO_ARTICLE = frozenset(
	("الياس", "الهام", "الطاف", "الفت", "الحان", "العازر", "البرت", "الفريد", "الكسندر")
)

_DIN_SUFFIX = re.compile(r"^(\w{3,}?)(?:[aeiou]l|[aeu]d(?=d))d+(?:i|ee|ie|y|ii)ne?$")
_ABD_ALLAH = re.compile(r"^abd[aeiou]?l+[aeo]h?$")
_ABD_FUSED = re.compile(r"^abd[aeiou]?(?:l(?=\w{3})|(?=(sh|dh|[srnztd])\1\w{2}))")
_ALLAH = frozenset(("الله", "اللة", "allah", "alla", "ullah", "ulla", "ellah"))
_ABD_WORDS = frozenset(("abd", "abdul", "abdel", "abdal", "abdol", "abdoul"))
_ABD_SUN = re.compile(r"^abd[aeiou]?(sh|dh|[srnztd])$")


def name_tokens(text: str) -> list[str]:
	"""Return the parts of a name in written order, folded, without articles, connectors and titles."""
	words = _words(text)
	words = words[1:] if len(words) > 1 and words[0] in HONORIFICS else words
	tokens = []
	while words:
		token, used = _next_token(words, first=not tokens)
		tokens += token
		words = words[used:]
	return tokens


def _words(text: str) -> list[str]:
	"""Return the words of a name; hyphens and dots part them, apostrophes do not."""
	text = unicodedata.normalize("NFKC", strip_marks(text)).translate(ARABIC_MARKS)
	words = (word.replace("'", "") for word in _WORDS.findall(_fold_latin_words(text)))
	return [word for word in map(_without_digits, words) if word]


def _fold_latin_words(text: str) -> str:
	"""Fold each Latin word; leave Arabic words as they are, since hamza tells إلياس from an article."""
	return " ".join(word if has_arabic(word) else fold_latin(word) for word in text.replace("’", "'").split())


def _without_digits(word: str) -> str:
	"""Read the digits of Arabic chat spelling inside a word (mo7ammed), drop all others."""
	word = _INNER_DIGIT.sub(lambda digit: _ARABIZI.get(digit[0], ""), word)
	return "".join(char for char in word if char.isalpha())


def _next_token(words: list[str], first: bool) -> tuple[list[str], int]:
	"""Return the tokens that start here (none for a connector) and the number of words they use."""
	word, following = words[0], words[1:]
	if following and (word in CONNECTORS or (word in MIDDLE_CONNECTORS and not first)):
		return [], 1
	if following and is_article(word, following[0]):
		return [], 1
	if compound := _abd_compound(words):
		return compound
	if following and following[0] in _ALLAH:
		return [f"{word}+ll"], 2
	if following and word in KUNYAS:
		return [word + strip_article(following[0])], 2
	return _single(word), 1


def is_article(word: str, following: str) -> bool:
	"""Tell whether `word` is an article written apart: al, el, ال, آل, or as/ash/an before its sun letter."""
	if not following:
		return False
	if word in LATIN_ARTICLES or word in ("ال", "آل"):
		return True
	return following.startswith(SUN_ARTICLES.get(word, ("\0",)))


def _abd_compound(words: list[str]) -> tuple[list[str], int] | None:
	"""Join Abd with the name of God after it, however it is spaced."""
	word, following = words[0], words[1:]
	if word == "عبد" and following and following[0].startswith("ال"):
		return [f"abd+{_divine(following[0])}"], 2
	if word in _ABD_WORDS and following:
		skip = 1 if len(following) > 1 and (is_article(following[0], following[1])) else 0
		if skip or word != "abd" or following[0].startswith(("all", "ull", "ell")):
			return [f"abd+{_divine(following[skip])}"], skip + 2
	sun = _ABD_SUN.match(word)
	if sun and following and following[0].startswith(sun[1]):
		return [f"abd+{following[0]}"], 2
	fused = _fused_abd(word)
	return ([fused], 1) if fused else None


def _fused_abd(word: str) -> str:
	if word.startswith("عبدال") and len(word) > 6:
		return f"abd+{_divine(word[3:])}"
	if _ABD_ALLAH.match(word):
		return "abd+ll"
	rest = _ABD_FUSED.sub("", word)
	return f"abd+{rest}" if rest != word else ""


def _divine(word: str) -> str:
	if word in _ALLAH:
		return "ll"
	return strip_article(word) if has_arabic(word) else word


def _single(word: str) -> list[str]:
	if word in _ALLAH:
		return ["ll"]
	if ending := _DIN_SUFFIX.match(word):
		return [ending[1], "din"]
	return [strip_article(word)]


def strip_article(word: str) -> str:
	"""Remove an article written together with its word: الحارثي, Alharthi, Elharthi, Ashshamsi."""
	if has_arabic(word):
		has_article = word.startswith("ال") and len(word) > 4 and word not in _ARABIC_NO_ARTICLE
		return word[2:] if has_article else word
	if _NOT_AN_ARTICLE.match(word):
		return word
	for article in (_FUSED_AL, _FUSED_EL, _FUSED_SUN):
		stripped = article.sub("", word)
		if stripped != word:
			return stripped
	return word
