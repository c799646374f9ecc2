"""Names of persons: their parts in both scripts, full names, splitting, sorting.

A name keeps what was typed. Every function returns a new text; none changes a stored one.
"""

from dataclasses import dataclass
from itertools import zip_longest

from workshop_crm.customer_management.culture.name_tokens import (
	CONNECTORS,
	HONORIFICS,
	KUNYAS,
	MIDDLE_CONNECTORS,
	is_article,
	strip_article,
)
from workshop_crm.customer_management.culture.text import (
	ARABIC_MARKS,
	fold,
	fold_latin,
	has_arabic,
	strip_marks,
)

LATIN = "latin"
ARABIC = "arabic"

_SON_OR_DAUGHTER = {
	(LATIN, "male"): "bin",
	(LATIN, "female"): "bint",
	(ARABIC, "male"): "بن",
	(ARABIC, "female"): "بنت",
}

_FAITH = ("din", "deen", "دين")
# words that complete the name before them: سيف الله, Salah Uddin
_SECOND_HALVES = ("الله", "allah", "ullah", "الدين", "aldin", "uddin", "eddin", "eddine", "aldeen", "uldeen")


@dataclass(frozen=True)
class PersonName:
	"""The three parts of an Omani name in Latin and Arabic script; any of them may be empty.

	`family` carries its article (Al Harthi, الحارثي); `father` may hold several generations.
	"""

	given: str = ""
	father: str = ""
	family: str = ""
	given_ar: str = ""
	father_ar: str = ""
	family_ar: str = ""

	def parts(self, script: str = LATIN) -> tuple[str, str, str]:
		"""Return given, father's and family name in one script, spaces tidied."""
		values = (self.given, self.father, self.family)
		if script == ARABIC:
			values = (self.given_ar, self.father_ar, self.family_ar)
		given, father, family = (" ".join((value or "").split()) for value in values)
		return given, father, family


def full_name(name: PersonName, script: str = LATIN, gender: str | None = None) -> str:
	"""Return the whole name in `script` ("latin" or "arabic"), or in the other one when this is empty.

	With a known `gender` the father's name is joined by bin or bint unless it already carries it.
	"""
	script = _script_with_text(name, script)
	given, father, family = name.parts(script)
	link = _SON_OR_DAUGHTER.get((script, (gender or "").lower()), "")
	if link and given and father and not _is_connector(father.split()[0]):
		father = f"{link} {father}"
	return " ".join(part for part in (given, father, family) if part)


def _script_with_text(name: PersonName, script: str) -> str:
	other = LATIN if script == ARABIC else ARABIC
	return script if any(name.parts(script)) or not any(name.parts(other)) else other


def split_full_name(text: str) -> dict[str, str]:
	"""Split a full name of either script into {"given", "father", "family"}; missing parts are "".

	The words between bin or bint and the family are the father's name; a word with an article begins the
	family. Without either, two words are given and family, of more the last is the family. A form of
	address in front is left out. It is a suggestion: the person who typed the name corrects it.
	"""
	units = _units(text)
	connectors = [index for index, unit in enumerate(units) if index and _is_connector(unit)]
	if connectors and connectors[0] + 1 < len(units):
		given, rest = units[: connectors[0]], units[connectors[0] + 1 :]
		father, family = _father_and_family(rest, alone_is_father=True)
	else:
		given, rest = units[:1], units[1:]
		father, family = _father_and_family(rest, alone_is_father=False)
	return {"given": " ".join(given), "father": " ".join(father), "family": " ".join(family)}


def _father_and_family(units: list[str], alone_is_father: bool) -> tuple[list[str], list[str]]:
	for index, unit in enumerate(units):
		if _carries_article(unit) and (index or not alone_is_father):
			return units[:index], units[index:]
	if alone_is_father and (len(units) < 2 or _is_connector(units[-2])):
		return units, []
	return units[:-1], units[-1:]


def _units(text: str) -> list[str]:
	"""Return the words of a name with article, Abd and Abu kept together with the word they belong to."""
	words = strip_marks(text).split()
	if len(words) > 1 and _bare(words[0]) in HONORIFICS:
		words = words[1:]
	units: list[str] = []
	while words:
		used = _unit_length(words)
		units.append(" ".join(words[:used]))
		words = words[used:]
	return units


def _unit_length(words: list[str]) -> int:
	if len(words) < 2:
		return 1
	word, following = _bare(words[0]), _bare(words[1])
	if word == "abd" and len(words) > 2 and is_article(following, _bare(words[2])):
		return 3
	if word in ("abd", "عبد"):
		return 2 if following.startswith(("ال", "all", "ull")) else 1
	if is_article(word, following):
		# four words are the longest unit: al abd al rahman
		return 1 + _unit_length(words[1:4])
	if len(words) > 2 and is_article(following, "din") and _bare(words[2]) in _FAITH:
		return 3
	joined = word in KUNYAS or word in ("abdul", "abdel", "abdal")
	return 2 if joined or following in _SECOND_HALVES else 1


def _bare(word: str) -> str:
	word = word.translate(ARABIC_MARKS) if has_arabic(word) else fold_latin(word)
	return word.strip(".,;:-'")


def _is_connector(unit: str) -> bool:
	return _bare(unit) in CONNECTORS | MIDDLE_CONNECTORS


def _carries_article(unit: str) -> bool:
	words = [_bare(word) for word in unit.replace("-", " ").split()]
	if not words or words[0] in ("الله", "allah"):
		return False
	return (len(words) > 1 and is_article(words[0], words[1])) or strip_article(words[0]) != words[0]


def sort_key(name: str) -> str:
	"""Return a text to sort names by: folded, without the article ال or Al- before any of its words.

	Arabic sorts after Latin; within each script the order is that of its alphabet.
	"""
	words = [_bare(word) for word in strip_marks(name).replace("-", " ").split()]
	kept = [
		word for word, following in zip_longest(words, words[1:]) if not is_article(word, following or "")
	]
	return fold(" ".join(strip_article(word) for word in kept or words))
