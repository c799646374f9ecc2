"""The wilayats (districts) of Oman, by any usual spelling of their names."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from workshop_crm.customer_management.culture.name_key import name_key
from workshop_crm.customer_management.culture.text import fold

SOURCE = Path(__file__).parent / "data" / "oman-wilayats.csv"
# "Wilayat of Seeb", "ولاية السيب": only the name says which one it is.
TITLE = re.compile(r"^(wilayat|wilaya|ولايه)( of)? ")
ARTICLE = re.compile(r"^(al|as|ar|ad|adh|an|ash|at|az|el)[ -]|^ال")
NOT_A_LETTER = re.compile(r"[\W_]+")
# Two consonants are too few to tell a district from another place: Saih and Suwaiq have the same.
SUREST_CONSONANTS = 3


@dataclass(frozen=True)
class Wilayat:
	"""A wilayat and its governorate in both languages; `name` is the spelling that is stored."""

	name: str
	name_ar: str
	governorate: str
	governorate_ar: str

	@property
	def governorate_title(self) -> str:
		"""Return the governorate as it is told from the wilayat of the same name: Muscat, Al Buraimi."""
		return f"{self.governorate} Governorate"


@cache
def wilayats() -> tuple[Wilayat, ...]:
	"""Return all wilayats, by governorate."""
	with SOURCE.open(encoding="utf-8", newline="") as source:
		rows = csv.DictReader(source)
		return tuple(
			Wilayat(row["wilayat_en"], row["wilayat_ar"], row["governorate_en"], row["governorate_ar"])
			for row in rows
		)


def territories() -> list[str]:
	"""Return the names of all governorates and wilayats, as they stand in the tree of Territories."""
	return list(dict.fromkeys(name for entry in wilayats() for name in (entry.governorate_title, entry.name)))


@lru_cache(maxsize=4096)
def find_wilayat(text: str | None) -> Wilayat | None:
	"""Return the wilayat that `text` names in either script, or None; spellings may differ in vowels."""
	bare = _bare(text or "")
	return _by_spelling().get(bare) or _by_consonants().get(_consonants(bare))


def _bare(text: str) -> str:
	name = TITLE.sub("", fold(text).strip() + " ").strip()
	return NOT_A_LETTER.sub("", ARTICLE.sub("", name, count=1))


def _consonants(bare: str) -> str:
	key = name_key(bare) or ""
	return key if len(key) >= SUREST_CONSONANTS else ""


@cache
def _by_spelling() -> dict[str, Wilayat]:
	return {_bare(name): wilayat for wilayat in wilayats() for name in (wilayat.name, wilayat.name_ar)}


@cache
def _by_consonants() -> dict[str, Wilayat]:
	"""Return those whose consonants no other wilayat has; a name in either script has the same ones."""
	keys = {wilayat: {_consonants(_bare(name)) for name in _names(wilayat)} for wilayat in wilayats()}
	holders = Counter(key for found in keys.values() for key in found)
	return {key: wilayat for wilayat, found in keys.items() for key in found if key and holders[key] == 1}


def _names(wilayat: Wilayat) -> tuple[str, str]:
	return wilayat.name, wilayat.name_ar
