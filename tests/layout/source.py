"""Reads the repository's source as text and syntax trees."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
APP = ROOT / "workshop_crm"
MODULE = APP / "customer_management"
SKIPPED = {"__pycache__", "node_modules", "dist", ".venv", ".benchless", ".git"}


def files(*folders: Path, suffix: str) -> list[Path]:
	"""Return the files below `folders` whose name ends in `suffix`, without what tools have made."""
	found = [path for folder in folders for path in sorted(folder.rglob(f"*{suffix}"))]
	return [path for path in found if path.is_file() and not SKIPPED & set(path.relative_to(ROOT).parts)]


def is_test(path: Path) -> bool:
	"""Tell whether a file is, or helps, a test."""
	return "tests" in path.relative_to(ROOT).parts


def shown(path: Path) -> str:
	"""Return the path as seen from the repository's root."""
	return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
	"""Return the syntax tree of a Python file."""
	return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> list[ast.FunctionDef]:
	"""Return all functions and methods of a Python file."""
	return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def imported_modules(path: Path) -> set[str]:
	"""Return dotted names of all that a file imports, `from a import b` giving both `a` and `a.b`."""
	names = set()
	for node in ast.walk(tree(path)):
		if isinstance(node, ast.Import):
			names |= {alias.name for alias in node.names}
		elif isinstance(node, ast.ImportFrom):
			base = _absolute(path, node)
			names |= {base} | {f"{base}.{alias.name}" for alias in node.names}
	return names


def _absolute(path: Path, node: ast.ImportFrom) -> str:
	if not node.level:
		return node.module or ""
	package = path.parent.relative_to(ROOT).parts
	above = package[: len(package) - node.level + 1]
	return ".".join([*above, *([node.module] if node.module else [])])


def defines(module: str, name: str) -> bool:
	"""Tell whether the file of the dotted `module` defines or imports `name` at its top level."""
	path = ROOT.joinpath(*module.split("."))
	path = path.with_suffix(".py") if path.with_suffix(".py").exists() else path / "__init__.py"
	return path.exists() and name in _top_level_names(path)


def _top_level_names(path: Path) -> set[str]:
	names = set()
	for node in tree(path).body:
		if isinstance(node, ast.FunctionDef | ast.ClassDef):
			names.add(node.name)
		elif isinstance(node, ast.ImportFrom):
			names |= {alias.asname or alias.name for alias in node.names}
	return names


def resolves(dotted: str) -> bool:
	"""Tell whether a dotted path leads to a function or class of the app."""
	module, _dot, name = dotted.rpartition(".")
	return defines(module, name)
