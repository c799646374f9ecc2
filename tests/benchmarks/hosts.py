"""The hosts that stand on this machine, and the scripts that measure on each."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = Path(os.environ.get("FRAPPE_BENCH_ROOT") or Path.home() / "frappe-bench")


def measure(on_bench: str, on_stand_in: str | None) -> int:
	"""Run a module on each host that exists, by its Python, in its folder; the exit code is that of the worst."""
	codes = []
	for module, python, folder in (
		(on_bench, BENCH / "env/bin/python", BENCH / "sites"),
		(on_stand_in, ROOT / ".venv/bin/python", ROOT),
	):
		if module and python.exists():
			environment = {**os.environ, "PYTHONPATH": str(ROOT)}
			command = [python, "-m", module]
			codes.append(subprocess.run(command, cwd=folder, env=environment).returncode)
	if not codes:
		print("neither a bench nor the stand-in host was found", file=sys.stderr)
		return 1
	return max(codes)
