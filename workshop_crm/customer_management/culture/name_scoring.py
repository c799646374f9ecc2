"""Score how well an Arabic and a Latin spelling go together, by a learned table of letter chunks.

A pair of words is cut into chunks, an Arabic piece of 0 to 2 letters beside a Latin piece of 0 to 4; each
chunk has a weight, corrected by the letters before and after it on both sides, and the cut of the highest
sum counts. `data/name_chunks.json` holds the weights; docs/adr/0005 tells how they are learned.

The typed word is prepared once; then many stored words are scored against it: roughly first, words with the
same beginning sharing their work, and the best of them exactly.
"""

import heapq
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from pathlib import Path
from typing import NamedTuple

LEARNED = Path(__file__).parent / "data" / "name_chunks.json"
# weights are stored as whole numbers
SCALE = 50
IMPOSSIBLE = -1e9
_LONGEST = {True: 2, False: 4}  # letters of a piece, by "is Arabic"
_NONE: dict[str, float] = {}
# what a final ي loses against ا when it is read as a
_MAQSURA = 0.5
# words scored between two looks at the worst of the best
_BATCH = 64


class Chunk(NamedTuple):
	"""One chunk seen from the typed side: its stored piece and the weights."""

	stored: str
	weight: float
	before_typed: dict[str, float]
	after_typed: dict[str, float]
	before_stored: dict[str, float]
	after_stored: dict[str, float]


class TypedWord:
	"""A typed word made ready to be compared with stored words of the other script."""

	def __init__(self, letters: str, arabic: bool):
		"""`letters` are bare (see `name_letters`)."""
		self.letters, self.longest = letters, _LONGEST[not arabic]
		self.chunks: dict[str, list[tuple]] = defaultdict(list)  # stored piece -> (from, to, weight, ...)
		self.extra: list[tuple] = []  # typed pieces that stand beside nothing
		by_typed = _chunks(arabic)
		padded = f"^{letters}$"
		for start in range(len(letters) + 1):
			for end in range(start, min(len(letters), start + _LONGEST[arabic]) + 1):
				for chunk in by_typed.get(letters[start:end], ()):
					self._add(chunk, start, end, padded)
		self.chunks = dict(self.chunks)
		self.extra.sort(key=lambda place: place[0])
		self.reachable = self._reachable()
		self.highest = self.reachable[0]

	def _add(self, chunk: Chunk, start: int, end: int, padded: str) -> None:
		weight = chunk.weight + chunk.before_typed.get(padded[start], 0.0)
		weight += chunk.after_typed.get(padded[end + 1], 0.0)
		place = (start, end, weight, chunk.before_stored, chunk.after_stored)
		(self.chunks[chunk.stored] if chunk.stored else self.extra).append(place)

	def _reachable(self) -> list[float]:
		"""The highest score that the typed letters from each place on can still bring."""
		best = [IMPOSSIBLE] * len(self.letters) + [0.0]
		places = [place for found in self.chunks.values() for place in found if place[1] > place[0]]
		for place in sorted((*places, *self.extra), key=lambda place: -place[0]):
			best[place[0]] = max(best[place[0]], best[place[1]] + place[2])
		return best

	def rough_best(self, words: Iterable[str], count: int) -> list[tuple[float, str]]:
		"""Return the `count` stored words of the highest score, the letters around their pieces not looked at.

		The words come best with the promising ones first: what cannot reach the score of the worst of the best
		so far is given up early.
		"""
		words = list(words)
		best = heapq.nlargest(count, self._rough_scores(sorted(words[: 2 * count]), IMPOSSIBLE))
		rest = sorted(words[2 * count :])
		while rest:
			# weights of neighbours may still add a little
			least = best[-1][0] - 0.5 if len(best) >= count else IMPOSSIBLE
			best = heapq.nlargest(count, (*best, *self._rough_scores(rest[:_BATCH], least)))
			rest = rest[_BATCH:]
		return best

	def _rough_scores(self, words: list[str], least: float) -> Iterable[tuple[float, str]]:
		"""Score sorted words that may reach `least`; words with the same beginning share its rows."""
		rows, previous, hopeless = [self._first_row()], "", "-"
		for word in words:
			if word.startswith(hopeless):
				continue
			shared = 0
			for ours, theirs in zip(word, previous, strict=False):
				if ours != theirs:
					break
				shared += 1
			del rows[shared + 1 :]
			previous = word
			for end in range(len(rows), len(word) + 1):
				row = self._rough_row(word, end, rows)
				if max(map(add, row, self.reachable)) < least:
					previous = hopeless = word[:end]
					break
				rows.append(row)
			else:
				yield rows[-1][-1], word

	def _first_row(self) -> list[float]:
		row = [IMPOSSIBLE] * (len(self.letters) + 1)
		row[0] = 0.0
		for start, end, weight, _before, _after in self.extra:
			row[end] = max(row[end], row[start] + weight)
		return row

	def _rough_row(self, word: str, end: int, rows: list[list[float]]) -> list[float]:
		row = [IMPOSSIBLE] * (len(self.letters) + 1)
		for size in range(1, min(self.longest, end) + 1):
			places = self.chunks.get(word[end - size : end])
			if places:
				source = rows[end - size]
				for start, stop, weight, _before, _after in places:
					value = source[start] + weight
					if value > row[stop]:
						row[stop] = value
		for start, stop, weight, _before, _after in self.extra:
			value = row[start] + weight
			if value > row[stop]:
				row[stop] = value
		return row

	def exact_score(self, word: str) -> float:
		"""Score one bare stored word, the letters around each piece taken into account."""
		padded = f"^{word}$"
		rows = [[IMPOSSIBLE] * (len(self.letters) + 1) for _letter in range(len(word) + 1)]
		rows[0][0] = 0.0
		for end, row in enumerate(rows):
			following = padded[end + 1]
			for size in range(1, min(self.longest, end) + 1):
				places = self.chunks.get(word[end - size : end])
				if places:
					source, before = rows[end - size], padded[end - size]
					for start, stop, weight, befores, afters in places:
						value = source[start] + weight + befores.get(before, 0.0) + afters.get(following, 0.0)
						if value > row[stop]:
							row[stop] = value
			before = padded[end]
			for start, stop, weight, befores, afters in self.extra:
				value = row[start] + weight + befores.get(before, 0.0) + afters.get(following, 0.0)
				if value > row[stop]:
					row[stop] = value
		return rows[-1][-1]

	def best(self, words: Iterable[str], count: int) -> list[tuple[float, str]]:
		"""Return the `count` stored words of the highest exact score among the roughly best, highest first."""
		rough = self.rough_best(words, count)
		return sorted(((self.exact_score(word), word) for _rough, word in rough), reverse=True)


@lru_cache(maxsize=2)
def _chunks(typed_arabic: bool) -> dict[str, list[Chunk]]:
	"""The learned chunks by their piece in the script of the typed word."""
	by_typed = defaultdict(list)
	for arabic, pieces in _learned().items():
		for latin, (arabic_typed, latin_typed, *around) in pieces.items():
			before_latin, after_latin, before_arabic, after_arabic = around
			if typed_arabic:
				chunk = Chunk(latin, arabic_typed, before_arabic, after_arabic, before_latin, after_latin)
			else:
				chunk = Chunk(arabic, latin_typed, before_latin, after_latin, before_arabic, after_arabic)
			by_typed[arabic if typed_arabic else latin].append(chunk)
	return dict(by_typed)


def _learned() -> dict[str, dict[str, list]]:
	"""The weights by Arabic and Latin piece: by what is typed, then by the letters before and after."""
	table = {
		arabic: {
			latin: [weights[0] / SCALE, weights[1] / SCALE, *map(_around, weights[2:])]
			for latin, weights in pieces.items()
		}
		for arabic, pieces in json.loads(LEARNED.read_text(encoding="utf-8")).items()
	}
	_let_final_yeh_be_alef(table.get("ي", {}), table.get("ا", {}))
	# one sound in the Gulf, written dh or z whichever letter it is (الظاهري, رضا)
	table["ض"], table["ظ"] = (
		{**table.get(other, {}), **table.get(letter, {})} for letter, other in (("ض", "ظ"), ("ظ", "ض"))
	)
	return table


def _let_final_yeh_be_alef(yeh: dict[str, list], alef: dict[str, list]) -> None:
	"""Let ي at the end of a word stand for a as ا does: folding has made one letter of ي and ى (هدى, Huda).

	The pairs to learn from hold hardly any name with ى.
	"""
	for latin in yeh.keys() & alef.keys() & {"a", "ah"}:
		lack = min(alef[latin][typed] - yeh[latin][typed] for typed in (0, 1))
		at_end = alef[latin][-1].get("$", 0.0) + lack - _MAQSURA
		yeh[latin][-1] = {**yeh[latin][-1], "$": max(yeh[latin][-1].get("$", 0.0), at_end)}


def _around(packed: str) -> dict[str, float]:
	"""Unpack "a12b-3": the weight each neighbouring letter adds."""
	return (
		{letter: int(weight) / SCALE for letter, weight in re.findall(r"(\D)(-?\d+)", packed)}
		if packed
		else _NONE
	)
