"""`python3 -m tests.benchmarks only=profile`; without `only` every capability that has benchmarks."""

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main(arguments: list[str]) -> int:
	"""Run the scripts bench_<capability>.py that are asked for."""
	wanted = (
		next((value.removeprefix("only=") for value in arguments if value.startswith("only=")), "") or "*"
	)
	scripts = sorted(FOLDER.glob(f"bench_{wanted}.py"))
	if not scripts:
		print(f"there are no benchmarks for {wanted}", file=sys.stderr)
		return 1
	return max(subprocess.run([sys.executable, str(script)]).returncode for script in scripts)


if __name__ == "__main__":
	sys.exit(main(sys.argv[1:]))
