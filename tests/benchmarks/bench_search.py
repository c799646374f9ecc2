"""Measure the search on each host that stands here: a bench with MariaDB, and the stand-in host with SQLite.

Then Elasticsearch from the bench, where WORKSHOP_CRM_ELASTICSEARCH_URL names a server; then how often the right name
comes first, which needs no host (`search_quality`).

Any Python runs it: `python3 tests/benchmarks/bench_search.py`. The work is done by the Python of each host.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.hosts import ROOT, measure


def main() -> int:
	"""Run all of it; the exit code is that of the worst."""
	code = measure("tests.benchmarks.search_on_bench", "tests.benchmarks.search_on_stand_in")
	if os.environ.get("WORKSHOP_CRM_ELASTICSEARCH_URL"):
		code = max(code, measure("tests.benchmarks.search_on_engine", None))
	own = ROOT / ".venv/bin/python"
	python = own if own.exists() else sys.executable
	quality = subprocess.run([python, "-m", "tests.benchmarks.search_quality", "quick"], cwd=ROOT)
	return max(code, quality.returncode)


if __name__ == "__main__":
	sys.exit(main())
