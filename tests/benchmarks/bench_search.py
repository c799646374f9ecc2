"""Measure the search on each host that stands here: a bench with MariaDB, and the stand-in host with SQLite.

Any Python runs it: `python3 tests/benchmarks/bench_search.py`. The work is done by the Python of each host.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.hosts import measure

if __name__ == "__main__":
	sys.exit(measure("tests.benchmarks.search_on_bench", "tests.benchmarks.search_on_stand_in"))
