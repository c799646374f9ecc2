"""Learn the tables of name matching from the training part of the pairs and write them into the app.

`python3 -m tests.benchmarks.names.train` with the Python of `.venv`; one process, some ten minutes. The test part
is never read (see `pairs`), nor is the list of Omani names.
"""

import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from tests.benchmarks.names.alignment import Table, best_path, learn
from tests.benchmarks.names.pairs import FILES, SEED, Pair, split
from tests.benchmarks.names.ranking import ARABIC_TYPED, LATIN_TYPED, ChunkWeights
from workshop_crm.customer_management.culture import name_scoring, name_sounds
from workshop_crm.customer_management.culture.name_index import probe_keys, word_keys
from workshop_crm.customer_management.culture.name_letters import name_letters
from workshop_crm.customer_management.culture.name_tokens import name_tokens

# pairs less likely than this, by letter, are taken for errors of the files (some 2 %)
LEAST_LIKELY = -3.4
RIVALS, SLICES = 10, 3
RATES = (0.1, 0.07, 0.05)
# most names of the files are European; those that matter most here are learned from several times
ARAB_LETTERS, ARAB_TIMES = frozenset("حعصضطظقذ"), 3
LEAST_WEIGHT = 4  # in 1/SCALE
LEAST_SEEN = 20
LEAST_SHARE = 0.004


def main() -> None:
	"""Run all steps and say how long each took; the app's tables are replaced at the end."""
	places = {module: module.LEARNED for module in (name_sounds, name_scoring)}
	with tempfile.TemporaryDirectory() as folder:
		for module, place in places.items():
			module.LEARNED = Path(folder) / place.name
		learn_tables()
		for module, place in places.items():
			shutil.copyfile(module.LEARNED, place)


def learn_tables() -> None:
	"""Learn the chunks, the sounds, and at last the weights by which the right name wins."""
	pairs = training_words()
	_say(f"{len(pairs)} pairs of single words")
	table = learn(pairs)
	pairs = [pair for pair in pairs if best_path(*pair, table)[0] / len("".join(pair)) > LEAST_LIKELY]
	_say(f"chunks learned; {len(pairs)} pairs kept")
	write_sounds(pairs, table)
	weights = ChunkWeights(table)
	write_chunks(weights)
	lessons = find_rivals(pairs)
	lessons += [lesson for lesson in lessons if _is_arab(lesson)] * (ARAB_TIMES - 1)
	_say(f"{len(lessons)} typed words with their rivals")
	train(weights, lessons)
	write_chunks(weights)


def _is_arab(lesson: tuple) -> bool:
	"""Tell names of Arab origin by letters that transcriptions of other names do not use."""
	return any(ARAB_LETTERS & set(word) for word in (lesson[1], *lesson[2]))


def training_words() -> list[Pair]:
	"""Return the bare letters of the training pairs that are one word in both scripts."""
	found = {}
	for source in FILES:
		for arabic, latin in split().training[source]:
			parts = [[name_letters(token) for token in name_tokens(form)] for form in (arabic, latin)]
			if [len(part) for part in parts] == [1, 1]:
				(is_arabic, left), (is_latin, right) = parts[0][0], parts[1][0]
				if is_arabic and not is_latin and left and right:
					found[left, right] = None
	return list(found)


def write_sounds(pairs: list[Pair], table: Table) -> None:
	"""Count which sounds stood for each letter among its neighbours."""
	counts = {"arabic": defaultdict(Counter), "latin": defaultdict(Counter)}
	for arabic, latin in pairs:
		_score, chunks = best_path(arabic, latin, table)
		_count(counts["arabic"], arabic, latin, chunks, side=0)
		_count(counts["latin"], latin, arabic, [chunk[::-1] for chunk in chunks], side=1)
	shares = {script: _shares(found) for script, found in counts.items()}
	_write(name_sounds.LEARNED, shares)
	name_sounds._learned.cache_clear()


def _count(counts: dict, typed: str, stored: str, chunks: list[Pair], side: int) -> None:
	"""Give the sounds of each stored piece to the first letter of the typed piece, or to the letter before."""
	heard = name_sounds.letter_sounds(stored, arabic=side == 1)
	sounds, place, used = [""] * len(typed), 0, 0
	for ours, theirs in chunks:
		sounds[place if ours else max(0, place - 1)] += "".join(heard[used : used + len(theirs)])
		place, used = place + len(ours), used + len(theirs)
	padded = f"^{typed}$"
	for place, sound in enumerate(sounds, 1):
		for context in name_sounds.contexts(padded, place):
			counts[context][sound] += 1


def _shares(counts: dict[str, Counter]) -> dict[str, dict[str, int]]:
	shares = {}
	for context, found in sorted(counts.items()):
		total = found.total()
		if len(context) == 1 or total >= LEAST_SEEN:
			common = [(sound, count) for sound, count in found.most_common(6) if count / total > LEAST_SHARE]
			shares[context] = {sound: round(1000 * count / total) for sound, count in common}
	return shares


def find_rivals(pairs: list[Pair]) -> list[tuple[int, str, list[str], list[str]]]:
	"""Return (what is typed, typed word, right words, rivals) for each word of the pairs, in both directions."""
	lessons = []
	for typed, stored in ((ARABIC_TYPED, 1), (LATIN_TYPED, 0)):
		right = defaultdict(list)
		for pair in pairs:
			right[pair[1 - stored]].append(pair[stored])
		names = sorted({pair[stored] for pair in pairs})
		random.Random(SEED).shuffle(names)
		slices = [_index(names[place::SLICES]) for place in range(SLICES)]
		for number, word in enumerate(sorted(right)):
			index = slices[number % SLICES]
			found = dict.fromkeys(name for key in probe_keys(word) for name in index.get(key, ()))
			scorer = name_scoring.TypedWord(word, typed == ARABIC_TYPED)
			rivals = scorer.rough_best([name for name in found if name not in right[word]], RIVALS)
			lessons.append((typed, word, right[word], [name for _score, name in rivals]))
	return lessons


def _index(names: Iterable[str]) -> dict[str, list[str]]:
	index = defaultdict(list)
	for name in names:
		for key in word_keys(name):
			index[key].append(name)
	return index


def train(weights: ChunkWeights, lessons: list[tuple]) -> None:
	"""Go through the lessons once for each rate, in a fixed random order."""
	rng = random.Random(SEED)
	for rate in RATES:
		rng.shuffle(lessons)
		losses = [weights.learn(word, right, rivals, typed, rate) for typed, word, right, rivals in lessons]
		_say(f"loss {sum(losses) / len(losses):.4f} at rate {rate}")


def write_chunks(weights: ChunkWeights) -> None:
	"""Write the chunk weights where the app reads them."""
	_write(name_scoring.LEARNED, weights.packed(name_scoring.SCALE, LEAST_WEIGHT))
	name_scoring._chunks.cache_clear()


def _write(path, table: dict) -> None:
	"""One line for each entry of the outer dictionaries, so that a difference can be read."""
	text = json.dumps(table, ensure_ascii=False, separators=(",", ":")).replace("},", "},\n")
	path.write_text(text + "\n", encoding="utf-8")
	_say(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def _say(text: str) -> None:
	print(f"{time.process_time():6.0f} s  {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
	main()
