"""A suggestion in the other script when a name was typed in one only.

Known names come from `data/name_spellings.csv`, others from letter rules. A suggestion fills an empty
field and is there to be corrected; what somebody typed is never replaced by it.
"""

import csv
import re
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from workshop_crm.customer_management.culture.letter_rules import to_arabic_letters, to_latin_letters
from workshop_crm.customer_management.culture.name_key import name_key
from workshop_crm.customer_management.culture.name_tokens import strip_article
from workshop_crm.customer_management.culture.text import fold_arabic, fold_latin, has_arabic, strip_marks

_SPELLINGS = Path(__file__).parent / "data" / "name_spellings.csv"
_LEAST_LIKENESS = 70

_LATIN_OF = {
	**{"بن": "bin", "ابن": "ibn", "بنت": "bint", "ولد": "Wuld", "أبو": "Abu", "ابو": "Abu", "أم": "Umm"},
	**{"ام": "Umm", "آل": "Al", "ال": "Al", "عبد": "Abd", "الله": "Allah", "الدين": "Al Din"},
}
_ARABIC_OF = {
	**{"bin": "بن", "ibn": "بن", "ben": "بن", "bint": "بنت", "ould": "ولد", "wuld": "ولد", "abu": "أبو"},
	**{"umm": "أم", "um": "أم", "abd": "عبد", "allah": "الله", "ullah": "الله"},
}
_LATIN_ARTICLE = re.compile(r"^(?:al|el|ash|as|an|ar|at|ad|az)[\s-]+(?=\w)")
_ABD = re.compile(r"^abd[aeu]l[\s-]*(?=\w{3})")


def suggest_latin(arabic: str) -> str:
	"""Return a Latin spelling of an Arabic name: "محمد بن سالم الحارثي" -> "Mohammed bin Salim Al Harthi".

	Words already in Latin letters stay. Returns "" when the text has no Arabic letter.
	"""
	if not has_arabic(arabic):
		return ""
	words = re.sub(r"(^|\s)عبد\s+(?=ال)", r"\1عبد", " ".join(strip_marks(arabic).split())).split()
	return " ".join(_latin_word(word) if has_arabic(word) else word for word in words)


def suggest_arabic(latin: str) -> str:
	"""Return an Arabic spelling of a Latin name: "Mohamed Al Harthy" -> "محمد الحارثي".

	Words already in Arabic letters stay. Returns "" when the text has no Latin letter to write.
	"""
	folded = fold_latin(strip_marks(latin))
	if not re.search("[a-z]", folded):
		return ""
	return " ".join(filter(None, (_arabic_word(word) for word in _latin_units(folded))))


def _latin_word(word: str) -> str:
	known = _LATIN_OF.get(word) or _latin_spellings().get(fold_arabic(word))
	if known:
		return known
	if word.endswith("ية") and (masculine := _latin_spellings().get(fold_arabic(word[:-1]))):
		return f"{masculine}ya"
	if word.startswith("عبدال") and len(word) > 6:
		rest = word[5:]
		return f"Abdul {_latin_spellings().get(fold_arabic(rest)) or to_latin_letters(rest)}"
	if word.startswith("ال") and len(word) > 4:
		return f"Al {to_latin_letters(word[2:])}"
	return to_latin_letters(word)


def _latin_units(folded: str) -> list[str]:
	"""Part a folded Latin name into words, an article or Abdul kept with the word after it."""
	joined = re.sub(r"\b(al|el|abdul|abdel|abdal)[\s-]+(?=\w)", r"\1-", folded.replace(".", " "))
	joined = re.sub(r"\babd[\s-]+(?:al|el|ul)?[\s-]*(?=\w{3})", "abdul-", joined)
	joined = re.sub(r"\babd[aeu]l-[au]llah?\b", "abdullah", joined)
	return re.sub(r"(?<!al)(?<!el)(?<!ul)-", " ", joined).split()


def _arabic_word(word: str) -> str:
	if has_arabic(word):
		return word
	masculine = re.sub("(?<=i)yah?$", "", word)
	if masculine != word and _has_article(word) and (known := _known_arabic(masculine)):
		return f"{known}ة"
	if known := _ARABIC_OF.get(word) or _known_arabic(word):
		return known
	if (rest := _ABD.sub("", word)) != word:
		return f"عبدال{_known_arabic(rest) or to_arabic_letters(rest)}"
	if (rest := _LATIN_ARTICLE.sub("", word)) != word:
		return f"ال{_known_arabic(rest) or to_arabic_letters(rest)}"
	return to_arabic_letters(word)


def _known_arabic(word: str) -> str:
	"""Return the listed name of the same key whose spelling is nearest, "" when none is near enough."""
	if len(word) < 3:
		return ""
	plain = word.replace("-", " ")
	likeness = {
		arabic: max(fuzz.ratio(plain, spelling) for spelling in spellings)
		for arabic, spellings in _names_by_key().get(name_key(word), {}).items()
		if arabic.startswith("ال") == _has_article(word)
	}
	best = max(likeness, key=likeness.get, default="")
	return best if best and likeness[best] >= _LEAST_LIKENESS else ""


def _has_article(word: str) -> bool:
	return bool(_LATIN_ARTICLE.match(word)) or strip_article(word) != word


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[str, tuple[str, ...]], ...]:
	with _SPELLINGS.open(encoding="utf-8", newline="") as rows:
		return tuple((row["arabic"], tuple(row["latin"].split("|"))) for row in csv.DictReader(rows))


@lru_cache(maxsize=1)
def _latin_spellings() -> dict[str, str]:
	return {fold_arabic(arabic): latin[0] for arabic, latin in reversed(_spellings())}


@lru_cache(maxsize=1)
def _names_by_key() -> dict[str, dict[str, list[str]]]:
	"""Map each name key to its Arabic names and their folded Latin spellings, earlier rows first."""
	index: dict[str, dict[str, list[str]]] = {}
	for arabic, latin in _spellings():
		folded = [fold_latin(spelling).replace("-", " ") for spelling in latin]
		for key in {name_key(arabic), *map(name_key, latin)}:
			index.setdefault(key, {}).setdefault(arabic, folded)
	return index
