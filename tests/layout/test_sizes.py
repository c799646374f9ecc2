"""Functions are short, files are readable in one sitting, and each file is named after its concept."""

from statistics import median

import pytest

from tests.layout.source import APP, MODULE, ROOT, files, functions, is_test, shown

LONGEST_FUNCTION = 40
MEDIAN_FUNCTION = 12
LONGEST_FILE = 400
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "lib"}
PYTHON = files(APP, ROOT / "benchless", ROOT / "tests", suffix=".py")
JAVASCRIPT = files(APP, ROOT / "benchless", suffix=".js")
PACKAGES = [
	APP / "api",
	APP / "setup",
	APP / "demo",
	*(folder for folder in sorted(MODULE.iterdir()) if (folder / "__init__.py").exists()),
]


def length(function) -> int:
	return function.end_lineno - function.lineno + 1


def test_no_function_is_longer_than_a_screen():
	long = [
		f"{shown(path)}:{function.lineno} {function.name} ({length(function)})"
		for path in PYTHON
		for function in functions(path)
		if length(function) > LONGEST_FUNCTION
	]
	assert long == []


@pytest.mark.parametrize("package", PACKAGES, ids=shown)
def test_the_middle_function_of_a_package_is_short(package):
	lengths = [
		length(function)
		for path in files(package, suffix=".py")
		if not is_test(path)
		for function in functions(path)
	]
	assert not lengths or median(lengths) <= MEDIAN_FUNCTION


def test_no_file_is_longer_than_four_hundred_lines():
	long = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in PYTHON + JAVASCRIPT}
	assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_every_file_is_named_after_its_concept():
	"""The demonstration host answers under the paths of what it stands for, such as `frappe.utils`."""
	own = [path for path in PYTHON + JAVASCRIPT if (ROOT / "benchless" / "host") not in path.parents]
	assert [shown(path) for path in own if path.stem in NAMELESS] == []


def test_no_test_lies_where_the_runner_does_not_look():
	"""Frappe imports the package itself in place of a test file that lies directly in the app's root."""
	assert [shown(path) for path in APP.glob("test_*.py")] == []


def test_every_folder_of_tests_is_a_package():
	folders = {path.parent for path in files(APP, suffix=".py") if path.name.startswith("test_")}
	assert [shown(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
