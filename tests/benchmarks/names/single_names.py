"""Single names of one script asked for in the other: the queries and the 20,000 names of the index."""

import random
from dataclasses import dataclass

from tests.benchmarks.names.measures import Query
from tests.benchmarks.names.omani import omani_names
from tests.benchmarks.names.pairs import FILES, SEED, Pair, split
from tests.benchmarks.names.word_index import filed

SIZE = 20_000
# the place of the stored name in a pair
DIRECTIONS = {"Arabic to Latin": 1, "Latin to Arabic": 0}


@dataclass(frozen=True)
class SingleNames:
	"""The names to index, and the queries by where they come from."""

	names: list[str]
	queries: dict[str, list[Query]]


def held_out(stored: int, most: int | None = None) -> SingleNames:
	"""Ask for the names of the test part; `most` of each file, drawn at random, or all of them."""
	found = split()
	everything = [pair for part in (found.training, found.test) for pairs in part.values() for pair in pairs]
	mates = _mates(everything, stored)
	queries = {}
	for source in FILES:
		typed = sorted({pair[1 - stored] for pair in found.test[source]})
		random.Random(SEED).shuffle(typed)
		queries[source] = [(word, mates[filed(word)]) for word in typed[:most]]
	tested = [pair[stored] for pairs in found.test.values() for pair in pairs]
	return SingleNames(_filled(tested, everything, stored), queries)


def omani(stored: int) -> SingleNames:
	"""Ask for the Omani names; the index is filled up with names of the files."""
	found = split()
	everything = [pair for part in (found.training, found.test) for pairs in part.values() for pair in pairs]
	listed = {
		part: [(name.arabic, latin) for name in omani_names() if name.part == part for latin in name.latin]
		for part in ("first", "added")
	}
	own = [pair for pairs in listed.values() for pair in pairs]
	mates = _mates(own, stored)
	queries = {
		part: [(word, mates[filed(word)]) for word in sorted({pair[1 - stored] for pair in pairs})]
		for part, pairs in listed.items()
	}
	return SingleNames(_filled([pair[stored] for pair in own], everything, stored), queries)


def _mates(pairs: list[Pair], stored: int) -> dict[str, set[str]]:
	mates: dict[str, set[str]] = {}
	for pair in pairs:
		mates.setdefault(filed(pair[1 - stored]), set()).add(filed(pair[stored]))
	return mates


def _filled(wanted: list[str], others: list[Pair], stored: int) -> list[str]:
	"""The wanted names, and others drawn at random until there are SIZE different ones."""
	names = {filed(name): name for name in wanted}
	rest = {filed(pair[stored]): pair[stored] for pair in others}
	drawn = sorted(rest.keys() - names.keys())
	random.Random(SEED).shuffle(drawn)
	return [*names.values(), *(rest[key] for key in drawn[: SIZE - len(names)])]
