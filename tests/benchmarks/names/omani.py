"""The list of 300 Omani names, which no table is learned from, and full names made of them."""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from tests.benchmarks.names.pairs import DATA, SEED


@dataclass(frozen=True)
class OmaniName:
	"""One Arabic name with its Latin spellings; `part` is "first" (the rules were written with it) or "added"."""

	part: str
	kind: str  # m, f or t (tribe)
	arabic: str
	latin: tuple[str, ...]


@dataclass(frozen=True)
class FullName:
	"""A given name, a father's name and a tribe."""

	given: OmaniName
	father: OmaniName
	tribe: OmaniName

	@property
	def arabic(self) -> str:
		"""As it is written in Arabic, with bin or bint."""
		link = "بنت" if self.given.kind == "f" else "بن"
		return f"{self.given.arabic} {link} {self.father.arabic} {self.tribe.arabic}"

	def latin(self, rng: random.Random) -> str:
		"""As somebody may write it: any spelling of each part, bin written or not."""
		link = rng.choice(("", " bint" if self.given.kind == "f" else " bin"))
		given, father, tribe = (rng.choice(part.latin) for part in (self.given, self.father, self.tribe))
		return f"{given}{link} {father} {tribe}"


@cache
def omani_names() -> tuple[OmaniName, ...]:
	"""All rows of the list."""
	with (DATA / "omani-names.csv").open(encoding="utf-8", newline="") as rows:
		return tuple(
			OmaniName(row["list"], row["kind"], row["arabic"], tuple(row["latin"].split("|")))
			for row in csv.DictReader(rows)
		)


def full_names(count: int) -> list[FullName]:
	"""Return so many different full names, the same at every call."""
	by_kind = defaultdict(list)
	for name in omani_names():
		by_kind[name.kind].append(name)
	rng = random.Random(SEED)
	found: dict[FullName, None] = {}
	while len(found) < count:
		given = rng.choice(by_kind["m"] + by_kind["f"])
		father, tribe = rng.choice(by_kind["m"]), rng.choice(by_kind["t"])
		found[FullName(given, father, tribe)] = None
	return list(found)
