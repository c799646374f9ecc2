"""`make test`: the size of the host, then every test."""

import ast
import subprocess
from pathlib import Path

from benchless.environment import PYTHON, ROOT

# docs/adr/0004 says why.
LARGEST = {"py": 11_500, "js": 2_500}
LONGEST_FUNCTION = 40
LONGEST_FILE = 400


def run_suite(arguments: list[str]) -> int:
	"""Check the host's budget, run pytest with these arguments, and return the worse of both exit codes."""
	over = report_budget()
	command = [str(PYTHON), "-m", "pytest", "-q", *arguments]
	return subprocess.run(command, cwd=ROOT).returncode or int(over)


def report_budget() -> bool:
	"""Print how many lines the host has and what breaks its limits; say whether anything does."""
	over = False
	for ending, largest in LARGEST.items():
		files = sorted((ROOT / "benchless").rglob(f"*.{ending}"))
		total = sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)
		over = over or total > largest
		print(
			f"benchless: {total} lines of {ending}, {'more than' if total > largest else 'of at most'} {largest}"
		)
	for problem in _too_long(sorted((ROOT / "benchless").rglob("*.py"))):
		over = True
		print(f"benchless: {problem}")
	return over


def _too_long(files: list[Path]) -> list[str]:
	problems = []
	for file in files:
		text, name = file.read_text(encoding="utf-8"), file.relative_to(ROOT)
		if (lines := len(text.splitlines())) >= LONGEST_FILE:
			problems.append(f"{name} has {lines} lines; a file stays under {LONGEST_FILE}")
		for node in ast.walk(ast.parse(text)):
			if (
				isinstance(node, ast.FunctionDef)
				and (size := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
			):
				problems.append(
					f"{name}:{node.lineno} {node.name} has {size} lines, more than {LONGEST_FUNCTION}"
				)
	return problems
