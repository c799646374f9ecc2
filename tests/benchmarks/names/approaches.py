"""Simpler ways to find a single name across scripts, beside the one the app uses, on the same queries.

`.venv/bin/python -m tests.benchmarks.names.approaches`: some ten minutes, most of them for the slow ones.
"""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from tests.benchmarks.names import single_names
from tests.benchmarks.names.alignment import learn
from tests.benchmarks.names.measures import measure
from tests.benchmarks.names.ranking import ChunkWeights
from tests.benchmarks.names.train import training_words, write_chunks
from tests.benchmarks.names.word_index import NameIndex
from workshop_crm.customer_management.culture import name_scoring
from workshop_crm.customer_management.culture.letter_rules import to_latin_letters
from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.culture.name_letters import name_letters

ASKED = 400
SHOWN = 10


class Approaches:
	"""All ways over one index. Names of several words are left to the app's own way."""

	def __init__(self, names: list[str]):
		self.index = NameIndex(names)
		self.written = {word: latin_form(word) for word in self.index.names}
		self.by_key: dict[str, list[str]] = defaultdict(list)
		for word in self.index.names:
			self.by_key[token_key(word)].append(word)

	def romanised(self, typed: str) -> list[str]:
		"""All names, written in Latin letters by rules, by the ratio of equal letters."""
		return self._by_ratio(typed, self.written)

	def same_key(self, typed: str) -> list[str]:
		"""Names of the same consonant key by that ratio."""
		return self._by_ratio(typed, self._of(self.by_key.get(token_key(typed), ())))

	def near_key(self, typed: str) -> list[str]:
		"""Names whose consonant key is at most one letter off (two from six letters on) by that ratio."""
		return self._by_ratio(typed, self._of(self.near(typed)))

	def near_key_scored(self, typed: str) -> list[str]:
		"""The same names, by the letter chunks in use."""
		return scored(typed, self.near(typed))

	def sounds_scored(self, typed: str) -> list[str]:
		"""Names of the learned sounds, by the letter chunks in use."""
		return scored(typed, self.index.candidates(typed))

	def near(self, typed: str) -> list[str]:
		"""The names whose key is near."""
		key = token_key(typed)
		cutoff = 2 if len(key) >= 6 else 1
		found = process.extract(
			key, self.by_key.keys(), scorer=Levenshtein.distance, score_cutoff=cutoff, limit=None
		)
		return [word for near_key, _distance, _place in found for word in self.by_key[near_key]]

	def _of(self, words) -> dict[str, str]:
		return {word: self.written[word] for word in words}

	def _by_ratio(self, typed: str, written: dict[str, str]) -> list[str]:
		found = process.extract(latin_form(typed), written, scorer=fuzz.ratio, limit=SHOWN)
		return [word for _written, _ratio, word in found]


def latin_form(word: str) -> str:
	"""A word in Latin letters, by rules where it is Arabic."""
	arabic, letters = name_letters(word)
	return to_latin_letters(letters).lower() if arabic else letters


def scored(typed: str, words: list[str]) -> list[str]:
	"""Words of the other script by the letter chunks in use."""
	arabic, letters = name_letters(typed)
	by_letters = {name_letters(word)[1]: word for word in words if name_letters(word)[0] != arabic}
	best = name_scoring.TypedWord(letters, arabic).best(by_letters, SHOWN)
	return [by_letters[found] for _score, found in best]


@contextmanager
def em_chunks() -> Iterator[None]:
	"""Let the chunks be weighed as EM alone learns them, without neighbours and rivals."""
	place = name_scoring.LEARNED
	with tempfile.TemporaryDirectory() as folder:
		name_scoring.LEARNED = Path(folder) / place.name
		write_chunks(ChunkWeights(learn(training_words())))
		yield
	name_scoring.LEARNED = place
	name_scoring._chunks.cache_clear()


def main() -> None:
	"""Print one line for each way, direction and file."""
	found = {direction: single_names.held_out(at, ASKED) for direction, at in single_names.DIRECTIONS.items()}
	ways = {direction: Approaches(asked.names) for direction, asked in found.items()}

	def report(
		name: str, way: Callable[[Approaches], Callable], held: Callable[[Approaches], Callable] | None
	) -> None:
		for direction, asked in found.items():
			for source, queries in asked.queries.items():
				own = ways[direction]
				result = measure(queries, way(own), held and held(own))
				held_by = "-" if result.held is None else f"{result.held:.3f}"
				figures = f"{result.first:.3f} | {result.five:.3f} | {result.mrr:.3f} | {held_by}"
				print(
					f"{name} | {source} | {direction} | {figures} | {result.milliseconds:.1f} ms", flush=True
				)

	def near(own: Approaches) -> Callable:
		return lambda typed: set(own.near(typed))

	report("romanised + ratio", lambda own: own.romanised, None)
	report(
		"same key + ratio",
		lambda own: own.same_key,
		lambda own: lambda typed: set(own.by_key.get(token_key(typed), ())),
	)
	report("near key + ratio", lambda own: own.near_key, near)
	with em_chunks():
		report("near key + EM chunks", lambda own: own.near_key_scored, near)
		report("learned sounds + EM chunks", lambda own: own.sounds_scored, lambda own: own.index.held)
	report("learned sounds + learned chunks", lambda own: own.index.search, lambda own: own.index.held)


if __name__ == "__main__":
	main()
