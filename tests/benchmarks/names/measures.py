"""Recall and rank of the right name among the found ones."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Query = tuple[str, set[str]]  # what is typed, the names that are right


@dataclass
class Quality:
	"""Shares of the queries: right name first, among the first five, mean of 1/rank, and of blocking; processor time of one."""

	first: float
	five: float
	mrr: float
	held: float | None
	queries: int
	milliseconds: float = 0.0
	misses: list[tuple[str, set[str], list[str]]] = field(default_factory=list, repr=False)


def measure(
	queries: Iterable[Query],
	search: Callable[[str], list[str]],
	held: Callable[[str], set[str]] | None = None,
) -> Quality:
	"""Ask every query; `search` returns names, the likeliest first; `held` those that blocking lets through."""
	queries = list(queries)
	ranks, misses, kept, spent = [], [], 0, 0.0
	for typed, right in queries:
		started = time.process_time()
		found = search(typed)
		spent += time.process_time() - started
		rank = next((place for place, name in enumerate(found, 1) if name in right), 0)
		ranks.append(rank)
		if rank != 1:
			misses.append((typed, right, found[:5]))
		kept += bool(held and held(typed) & right)
	count = len(queries) or 1
	return Quality(
		first=sum(rank == 1 for rank in ranks) / count,
		five=sum(1 <= rank <= 5 for rank in ranks) / count,
		mrr=sum(1 / rank for rank in ranks if rank) / count,
		held=kept / count if held else None,
		queries=len(queries),
		milliseconds=1000 * spent / count,
		misses=misses,
	)
