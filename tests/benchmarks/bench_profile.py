"""Measure the profile capability on each host that stands here: a bench, and the stand-in host.

Any Python runs it: `python3 tests/benchmarks/bench_profile.py`. The work is done by the Python of each host.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = Path(os.environ.get("FRAPPE_BENCH_ROOT") or Path.home() / "frappe-bench")


def hosts() -> list[tuple[str, Path, Path]]:
	"""(module, Python, working folder) of each host that exists."""
	found = []
	if (BENCH / "env/bin/python").exists():
		found.append(("tests.benchmarks.on_bench", BENCH / "env/bin/python", BENCH / "sites"))
	if (ROOT / ".venv/bin/python").exists():
		found.append(("tests.benchmarks.on_stand_in", ROOT / ".venv/bin/python", ROOT))
	return found


def main() -> int:
	"""Run every host's figures; the exit code is that of the worst."""
	codes = [0]
	for module, python, folder in hosts():
		environment = {**os.environ, "PYTHONPATH": str(ROOT)}
		codes.append(subprocess.run([python, "-m", module], cwd=folder, env=environment).returncode)
	if len(codes) == 1:
		print("neither a bench nor the stand-in host was found", file=sys.stderr)
		return 1
	return max(codes)


if __name__ == "__main__":
	sys.exit(main())
