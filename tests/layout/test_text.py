"""Words that must not stand in the source, and texts that can be translated."""

import ast
import re
import subprocess

from tests.layout.source import APP, ROOT, files, is_test, shown, tree

TRANSLATORS = {"_", "frappe._", "_lt", "frappe._lt"}
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:root|home|work|Users|tmp)/\w")
TEXT_FILES = {
	".py",
	".js",
	".json",
	".md",
	".toml",
	".txt",
	".csv",
	".css",
	".scss",
	".html",
	".yml",
	".cfg",
	"",
}


def tracked_files():
	listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
	paths = [ROOT / line for line in listed.stdout.splitlines()]
	return [path for path in paths if path.suffix in TEXT_FILES and path.is_file()]


def containing(pattern: str, paths) -> list[str]:
	return [
		shown(path) for path in paths if re.search(pattern, path.read_text(encoding="utf-8", errors="ignore"))
	]


def translated_calls():
	for path in files(APP, suffix=".py"):
		for node in ast.walk(tree(path)):
			if isinstance(node, ast.Call) and ast.unparse(node.func) in TRANSLATORS:
				yield path, node


def test_the_query_builder_is_used_instead_of_sql_text():
	assert containing(r"\bdb\.(?:sql|multisql|sql_ddl|sql_list)\(", files(APP, suffix=".py")) == []


def test_the_app_does_not_know_the_demonstration_host():
	assert containing(r"(?i)benchless", files(APP, suffix="")) == []


def test_no_path_of_a_machine_is_left():
	found = [
		f"{shown(path)}:{number}"
		for path in tracked_files()
		for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
		if MACHINE_PATH.search(line) and "machine-path" not in line
	]
	assert found == []


def test_a_sentence_is_translated_before_it_is_filled_in():
	broken = [
		f"{shown(path)}:{node.lineno}"
		for path, node in translated_calls()
		if node.args and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
	]
	assert broken == []


def test_controllers_and_rules_do_not_commit():
	"""A request's transaction is Frappe's; only long jobs and set-up commit between their batches."""
	allowed = {"run.py", "existing_customers.py", "load.py", "tasks.py", "commands.py"}
	allowed |= {"key_rebuild.py", "writing.py"}
	committing = containing(
		r"\bdb\.commit\(", [path for path in files(APP, suffix=".py") if not is_test(path)]
	)
	assert [name for name in committing if name.rpartition("/")[2] not in allowed] == []
