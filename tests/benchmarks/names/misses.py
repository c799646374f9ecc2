"""Draw 100 misses of the Wikidata test part, 50 in each direction, and print them for a person to judge.

`.venv/bin/python -m tests.benchmarks.names.misses > list.csv`. The list as judged is `data/judged-misses.csv`.
"""

import csv
import sys

from tests.benchmarks.names.measures import measure
from tests.benchmarks.names.single_names import DIRECTIONS, held_out
from tests.benchmarks.names.word_index import NameIndex

WANTED, AT_ONCE = 50, 100


def main() -> None:
	"""Print typed name, names that would be right and names found, as CSV."""
	rows = csv.writer(sys.stdout, lineterminator="\n")
	rows.writerow(("direction", "typed", "right", "found"))
	for direction, stored in DIRECTIONS.items():
		asked = held_out(stored)
		index, queries, misses = NameIndex(asked.names), asked.queries["wikidata"], []
		while len(misses) < WANTED and queries:
			misses += measure(queries[:AT_ONCE], index.search).misses
			queries = queries[AT_ONCE:]
		for typed, right, found in misses[:WANTED]:
			rows.writerow((direction, typed, "|".join(sorted(right)), "|".join(found[:3])))


if __name__ == "__main__":
	main()
