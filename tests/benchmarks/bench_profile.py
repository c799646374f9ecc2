"""Measure the profile capability on each host that stands here: a bench, and the stand-in host.

Any Python runs it: `python3 tests/benchmarks/bench_profile.py`. The work is done by the Python of each host.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.hosts import measure

if __name__ == "__main__":
	sys.exit(measure("tests.benchmarks.on_bench", "tests.benchmarks.on_stand_in"))
