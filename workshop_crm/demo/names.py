"""Names of the demo customers, in both scripts and in the spellings that people really use."""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class DemoName:
	"""A person's name in both scripts; `father` is empty for residents from abroad."""

	given: str
	father: str
	family: str
	given_ar: str
	father_ar: str
	family_ar: str
	gender: str  # "Male" or "Female"

	@property
	def latin(self) -> str:
		"""The name as it stands on an English list."""
		return " ".join(part for part in (self.given, self.father, self.family) if part)

	@property
	def arabic(self) -> str:
		"""The name as it stands on an Arabic list: with bin or bint before the father's name."""
		link = ("بن" if self.gender == "Male" else "بنت") if self.father_ar else ""
		return " ".join(part for part in (self.given_ar, link, self.father_ar, self.family_ar) if part)


@cache
def spellings() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
	"""Omani names by kind (m, f, t = tribe): Arabic form and its Latin spellings."""
	found = defaultdict(list)
	for row in _table("omani-name-spellings.csv"):
		found[row["kind"]].append((row["ar"], tuple(row["variants"].split("|"))))
	return dict(found)


@cache
def resident_names() -> dict[tuple[str, str], list[tuple[str, str]]]:
	"""Names of residents from abroad by (community, kind): kind is m, f or l (last name)."""
	found = defaultdict(list)
	for row in _table("resident-names.csv"):
		found[row["community"], row["kind"]].append((row["latin"], row["arabic"]))
	return dict(found)


def omani_name(
	rng: random.Random, gender: str, tribe: tuple | None = None, father: tuple | None = None
) -> DemoName:
	"""An Omani name; `tribe` and `father` as (Arabic, Latin) keep a family together."""
	given_ar, givens = rng.choice(spellings()["m" if gender == "Male" else "f"])
	father_ar, father_latin = father or _one(rng, "m", other_than=given_ar)
	family_ar, family = tribe or _one(rng, "t")
	return DemoName(rng.choice(givens), father_latin, family, given_ar, father_ar, family_ar, gender)


def resident_name(rng: random.Random, community: str, gender: str) -> DemoName:
	"""A name of a resident of `community`: "south_asian" or "european"."""
	given, given_ar = rng.choice(resident_names()[community, "m" if gender == "Male" else "f"])
	family, family_ar = rng.choice(resident_names()[community, "l"])
	return DemoName(given, "", family, given_ar, "", family_ar, gender)


def respelled(rng: random.Random, name: DemoName) -> DemoName:
	"""The same Omani person with every Latin part spelled another way where there is one."""
	return replace(
		name,
		given=_other_spelling(rng, name.given_ar, name.given),
		father=_other_spelling(rng, name.father_ar, name.father),
		family=_other_spelling(rng, name.family_ar, name.family),
	)


def _one(rng: random.Random, kind: str, other_than: str = "") -> tuple[str, str]:
	arabic, variants = rng.choice([entry for entry in spellings()[kind] if entry[0] != other_than])
	return arabic, rng.choice(variants)


def _other_spelling(rng: random.Random, arabic: str, latin: str) -> str:
	known = {entry: variants for entries in spellings().values() for entry, variants in entries}
	others = [variant for variant in known.get(arabic, ()) if variant != latin]
	return rng.choice(others) if others else latin


def _table(file_name: str):
	with (DATA / file_name).open(encoding="utf-8", newline="") as stream:
		yield from csv.DictReader(stream)
