"""The name pairs of the two training files, and their split into a training part and a test part.

Two pairs belong to one group when they share an Arabic or a Latin form, in whichever file. A group lies
wholly in one part, so no spelling of a test name is ever seen in training.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workshop_crm.customer_management.culture.text import fold, has_arabic

DATA = Path(__file__).parent / "data"
FILES = {"google": DATA / "google-ar2en.tsv", "wikidata": DATA / "wikidata-ar2en.tsv"}
SEED = 20261
TEST_SHARE = 0.1

Pair = tuple[str, str]  # Arabic form, Latin form, as written


@dataclass(frozen=True)
class Split:
	"""Pairs by file, each once: those to learn from and those kept for the test."""

	training: dict[str, list[Pair]]
	test: dict[str, list[Pair]]


@cache
def split() -> Split:
	"""Part both files by connected groups of spellings: 10 % of the groups are the test."""
	pairs = {source: read(path) for source, path in FILES.items()}
	group_of = _groups(pair for found in pairs.values() for pair in found)
	groups = sorted(set(group_of.values()))
	random.Random(SEED).shuffle(groups)
	tested = set(groups[: round(TEST_SHARE * len(groups))])

	def part(wanted: bool) -> dict[str, list[Pair]]:
		return {
			source: [pair for pair in found if (group_of[fold(pair[0])] in tested) is wanted]
			for source, found in pairs.items()
		}

	return Split(part(False), part(True))


def read(path: Path) -> list[Pair]:
	"""Return the pairs of one file in its order; of spellings that fold alike the first is kept.

	Lines whose columns hold no letters of their script are left out.
	"""
	found: dict[Pair, Pair] = {}
	for line in path.read_text(encoding="utf-8").splitlines():
		arabic, latin = (column.strip(" .،") for column in line.split("\t")[:2])
		if has_arabic(arabic) and latin and not has_arabic(latin):
			found.setdefault((fold(arabic), fold(latin)), (arabic, latin))
	return list(found.values())


def partners(pairs: Iterable[Pair]) -> dict[str, set[str]]:
	"""Map each folded form to the folded forms of the other script it stands beside."""
	found = defaultdict(set)
	for arabic, latin in pairs:
		found[fold(arabic)].add(fold(latin))
		found[fold(latin)].add(fold(arabic))
	return dict(found)


def _groups(pairs: Iterable[Pair]) -> dict[str, str]:
	"""Map each folded form to the smallest form of its group (union-find)."""
	parent: dict[str, str] = {}

	def root(form: str) -> str:
		while parent.setdefault(form, form) != form:
			parent[form] = parent[parent[form]]
			form = parent[form]
		return form

	for arabic, latin in pairs:
		first, second = sorted((root(fold(arabic)), root(fold(latin))))
		parent[second] = first
	return {form: root(form) for form in list(parent)}
