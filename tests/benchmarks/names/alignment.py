"""Learn by EM which Arabic letters stand beside which Latin letters, and align pairs with that.

A pair is cut into chunks, each an Arabic piece of 0 to 2 letters beside a Latin piece of 0 to 4. The
chunks are found in two rounds: single Arabic letters first, then the neighbours that often go together.
"""

import math
from collections import Counter, defaultdict
from itertools import pairwise

Chunk = tuple[str, str]
Table = dict[str, dict[str, float]]  # Arabic piece -> Latin piece -> probability

_FIRST_GUESS = {(1, 1): 1.0, (1, 2): 0.1, (1, 3): 0.01, (1, 0): 0.1, (0, 1): 0.1}
_LONGEST_LATIN = 4


def learn(pairs: list[Chunk], rounds: int = 5, wider_rounds: int = 3, least: int = 15) -> Table:
	"""Return the joint probability of every chunk that the pairs bear out at least `least` times."""
	table = _uniform(pairs)
	sample = pairs[:: max(1, len(pairs) // 12_000)]
	for _round in range(rounds):
		table = _normalised(_expected(sample, table), 0.5)
	table = _normalised(_neighbours(pairs, table, least), 0)
	for _round in range(wider_rounds):
		table = _normalised(_expected(pairs, table), 2.0)
	return table


def best_path(arabic: str, latin: str, table: Table) -> tuple[float, list[Chunk]]:
	"""Return the log probability and the chunks of the likeliest alignment, (-inf, []) when there is none."""
	best: list[dict[int, tuple[float, int, int]]] = [{} for _i in range(len(arabic) + 1)]
	best[0][0] = (0.0, 0, 0)
	for i in range(len(arabic) + 1):
		for j in range(len(latin) + 1):
			if j not in best[i]:
				continue
			score = best[i][j][0]
			for di, dj, weight in _edges(arabic, latin, i, j, table):
				value = score + math.log(weight)
				if value > best[i + di].get(j + dj, (-math.inf,))[0]:
					best[i + di][j + dj] = (value, i, j)
	if len(latin) not in best[-1]:
		return -math.inf, []
	return best[-1][len(latin)][0], _traced(arabic, latin, best)


def _traced(arabic: str, latin: str, best: list) -> list[Chunk]:
	chunks, i, j = [], len(arabic), len(latin)
	while i or j:
		_value, before_i, before_j = best[i][j]
		chunks.append((arabic[before_i:i], latin[before_j:j]))
		i, j = before_i, before_j
	return chunks[::-1]


def _edges(arabic: str, latin: str, i: int, j: int, table: Table):
	"""The chunks that may start at (i, j): letters of either side used, and the probability."""
	for di in (0, 1, 2):
		pieces = table.get(arabic[i : i + di]) if i + di <= len(arabic) else None
		if pieces:
			for dj in range(0 if di else 1, min(_LONGEST_LATIN, len(latin) - j) + 1):
				weight = pieces.get(latin[j : j + dj])
				if weight:
					yield di, dj, weight


def _uniform(pairs: list[Chunk]) -> Table:
	arabic = {letter for pair in pairs for letter in pair[0]}
	latin = {
		pair[1][j : j + size] for pair in pairs for size in (1, 2, 3) for j in range(len(pair[1]) - size + 1)
	}
	sizes = {piece: len(piece) for piece in latin} | {"": 0}
	table = {letter: {piece: _FIRST_GUESS[1, size] for piece, size in sizes.items()} for letter in arabic}
	table[""] = {piece: _FIRST_GUESS[0, 1] for piece, size in sizes.items() if size == 1}
	return table


def _expected(pairs: list[Chunk], table: Table) -> dict[Chunk, float]:
	"""How often each chunk is used, weighed over all alignments of each pair (forward and backward sums)."""
	counts: dict[Chunk, float] = defaultdict(float)
	for arabic, latin in pairs:
		edges = []
		forward = [[0.0] * (len(latin) + 1) for _i in range(len(arabic) + 1)]
		forward[0][0] = 1.0
		for i in range(len(arabic) + 1):
			for j in range(len(latin) + 1):
				if here := forward[i][j]:
					for di, dj, weight in _edges(arabic, latin, i, j, table):
						forward[i + di][j + dj] += here * weight
						edges.append((i, j, di, dj, weight))
		if total := forward[-1][-1]:
			_add_backward(arabic, latin, forward, edges, total, counts)
	return counts


def _add_backward(arabic, latin, forward, edges, total, counts) -> None:
	backward = [[0.0] * (len(latin) + 1) for _i in range(len(arabic) + 1)]
	backward[-1][-1] = 1.0
	for i, j, di, dj, weight in reversed(edges):
		if after := backward[i + di][j + dj] * weight:
			backward[i][j] += after
			counts[arabic[i : i + di], latin[j : j + dj]] += forward[i][j] * after / total


def _neighbours(pairs: list[Chunk], table: Table, least: int) -> dict[Chunk, float]:
	"""Count the chunks of the best paths, and neighbours taken together; the rare ones are left out."""
	counts: Counter[Chunk] = Counter()
	for arabic, latin in pairs:
		_score, chunks = best_path(arabic, latin, table)
		counts.update(chunks)
		for left, right in pairwise(chunks):
			both = (left[0] + right[0], left[1] + right[1])
			if len(both[0]) <= 2 and len(both[1]) <= _LONGEST_LATIN:
				counts[both] += 0.5
	return {chunk: count for chunk, count in counts.items() if count >= least}


def _normalised(counts: dict[Chunk, float], least: float) -> Table:
	kept = {chunk: count for chunk, count in counts.items() if count >= least}
	total = sum(kept.values())
	table: Table = defaultdict(dict)
	for (arabic, latin), count in kept.items():
		table[arabic][latin] = count / total
	return dict(table)
