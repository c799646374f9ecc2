"""Learn the weights of letter chunks so that the right name scores above the names taken for it.

For each training name the names of the other script that score highest are its rivals; the weights of the
chunks on the best path of the right name go up, those of the rivals go down, as far as the softmax of the
scores is wrong (AdaGrad steps).
"""

import math
from collections import defaultdict

from tests.benchmarks.names.alignment import Table

IMPOSSIBLE = -1e9
ARABIC_TYPED, LATIN_TYPED = 0, 1
# places in a chunk's list: weight by what is typed, then by Latin and Arabic letter before and after
BEFORE_LATIN, AFTER_LATIN, BEFORE_ARABIC, AFTER_ARABIC = 2, 3, 4, 5
_LONGEST_LATIN = 4
_HOPELESS = -60


class ChunkWeights:
	"""The weights while they are learned: `table[arabic piece][latin piece]` is the list of one chunk."""

	def __init__(self, table: Table):
		of_arabic = {arabic: sum(pieces.values()) for arabic, pieces in table.items()}
		of_latin: dict[str, float] = defaultdict(float)
		for pieces in table.values():
			for latin, chance in pieces.items():
				of_latin[latin] += chance
		self.table: dict[str, dict[str, list]] = {arabic: {} for arabic in table}
		for arabic, pieces in table.items():
			for latin, chance in pieces.items():
				alone = math.log(of_arabic[arabic]), math.log(of_latin[latin])
				starts = (math.log(chance) - 0.3 * a - 0.8 * b for a, b in (alone, alone[::-1]))
				self.table[arabic][latin] = [*starts, {}, {}, {}, {}]
		self._squares: dict[tuple, float] = defaultdict(float)

	def path(self, arabic: str, latin: str, typed: int) -> tuple[float, list[tuple]]:
		"""Return the highest score and its chunks with their neighbours; (IMPOSSIBLE, []) without a path."""
		best = [[IMPOSSIBLE] * (len(latin) + 1) for _i in range(len(arabic) + 1)]
		best[0][0] = 0.0
		back: dict[tuple[int, int], tuple] = {}
		padded = f"^{latin}$"
		for i, row in enumerate(best):
			pieces = self._pieces(arabic, i)
			for j, here in enumerate(row):
				if here > _HOPELESS:
					before = padded[j]
					for used, table, before_arabic, after_arabic in pieces:
						target = best[i + used]
						for end in range(j + (not used), min(len(latin), j + _LONGEST_LATIN) + 1):
							chunk = table.get(latin[j:end])
							if chunk is None:
								continue
							after = padded[end + 1]
							value = here + chunk[typed] + chunk[2].get(before, 0.0) + chunk[3].get(after, 0.0)
							value += chunk[4].get(before_arabic, 0.0) + chunk[5].get(after_arabic, 0.0)
							if value > target[end]:
								target[end] = value
								back[i + used, end] = (
									i,
									j,
									chunk,
									before,
									after,
									before_arabic,
									after_arabic,
								)
		return best[-1][-1], _steps(back, len(arabic), len(latin))

	def _pieces(self, arabic: str, i: int) -> list[tuple]:
		padded = f"^{arabic}$"
		return [
			(used, self.table[arabic[i : i + used]], padded[i], padded[i + used + 1])
			for used in range(min(2, len(arabic) - i) + 1)
			if arabic[i : i + used] in self.table
		]

	def learn(self, typed_word: str, right: list[str], rivals: list[str], typed: int, rate: float) -> float:
		"""Take one step for one typed word; return the loss before it."""
		pairs = [(typed_word, word) if typed == ARABIC_TYPED else (word, typed_word) for word in right]
		best = max((self.path(*pair, typed) for pair in pairs), key=lambda found: found[0])
		if not best[1]:
			return 0.0
		scored = [best]
		for word in rivals:
			pair = (typed_word, word) if typed == ARABIC_TYPED else (word, typed_word)
			scored.append(self.path(*pair, typed))
		highest = max(score for score, _path in scored)
		shares = [math.exp(score - highest) for score, _path in scored]
		total = sum(shares)
		for place, ((_score, path), share) in enumerate(zip(scored, shares, strict=True)):
			wrong = (place == 0) - share / total
			if abs(wrong) > 0.01:
				self._change(path, typed, wrong, rate)
		return -math.log(max(1e-9, shares[0] / total))

	def _change(self, path: list[tuple], typed: int, wrong: float, rate: float) -> None:
		squares, square = self._squares, wrong * wrong
		for _i, _j, chunk, *around in path:
			key = (id(chunk), typed)
			squares[key] += square
			chunk[typed] += rate * wrong / math.sqrt(squares[key] + 0.1)
			for place, letter in enumerate(around, 2):
				key = (id(chunk), place, letter)
				squares[key] += square
				change = rate * wrong / math.sqrt(squares[key] + 0.1)
				chunk[place][letter] = chunk[place].get(letter, 0.0) + change

	def packed(self, scale: int, least: int) -> dict:
		"""Return the table with whole weights, neighbours of less than `least` left out."""
		return {
			arabic: {
				latin: [
					*(round(scale * weight) for weight in chunk[:2]),
					*(_packed(around, scale, least) for around in chunk[2:]),
				]
				for latin, chunk in pieces.items()
			}
			for arabic, pieces in self.table.items()
		}


def _packed(around: dict[str, float], scale: int, least: int) -> str:
	whole = {letter: round(scale * weight) for letter, weight in sorted(around.items())}
	return "".join(f"{letter}{weight}" for letter, weight in whole.items() if abs(weight) >= least)


def _steps(back: dict, i: int, j: int) -> list[tuple]:
	steps = []
	while (i, j) != (0, 0):
		if (i, j) not in back:
			return []
		steps.append(back[i, j])
		i, j = back[i, j][:2]
	return steps
