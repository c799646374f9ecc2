"""Imports run one way through the packages, and rules never reach for what calls them."""

from pathlib import Path

import pytest

from tests.layout.source import APP, MODULE, files, imported_modules, is_test, shown

PREFIX = "workshop_crm.customer_management."
LEVELS = (
	{"culture"},
	{"profile"},
	{"consent"},
	{"communication"},
	{"appointments", "service_history", "feedback", "loyalty", "layby", "credit"},
	{"search", "analytics", "portal", "privacy"},
)
LEVEL = {package: level for level, packages in enumerate(LEVELS) for package in packages}
# Folders of the module that Frappe syncs records from; the packages of rules lie beside them.
SYNCED = {
	"doctype",
	"report",
	"page",
	"workspace",
	"number_card",
	"dashboard_chart",
	"print_format",
	"web_form",
}
ENTRY_FILES = {"doc_events", "tasks"}
ENTRY_PACKAGES = (
	"workshop_crm.api",
	"workshop_crm.www",
	f"{PREFIX}doctype",
	f"{PREFIX}page",
	f"{PREFIX}report",
)
OUTER = ("workshop_crm.setup", "workshop_crm.demo", "workshop_crm.install", "workshop_crm.patches", "tests")
PACKAGES = [
	path for path in sorted(MODULE.iterdir()) if (path / "__init__.py").exists() and path.name not in SYNCED
]
RULES = [
	path
	for package in PACKAGES
	for path in files(package, suffix=".py")
	if not is_test(path) and path.stem not in ENTRY_FILES
]


def packages_imported(path: Path) -> set[str]:
	names = imported_modules(path)
	return {name.removeprefix(PREFIX).split(".")[0] for name in names if name.startswith(PREFIX)}


def entry_files_imported(path: Path) -> set[str]:
	return {
		name
		for name in imported_modules(path)
		if name.startswith((*ENTRY_PACKAGES, *OUTER))
		or (name.startswith(PREFIX) and ENTRY_FILES & set(name.split(".")))
	}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_every_package_has_its_place_in_the_order(package):
	assert package.name in LEVEL


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_package_imports_only_from_packages_below_it(package):
	own = LEVEL[package.name]
	upward = {
		(shown(path), other)
		for path in files(package, suffix=".py")
		if not is_test(path)
		for other in packages_imported(path) - {package.name}
		if LEVEL.get(other, len(LEVELS)) >= own
	}
	assert upward == set()


def test_rules_never_import_entry_files():
	found = {shown(path): sorted(entry_files_imported(path)) for path in RULES}
	assert {name: entries for name, entries in found.items() if entries} == {}


def test_culture_knows_no_host():
	culture = [path for path in files(MODULE / "culture", suffix=".py") if not is_test(path)]
	assert [shown(path) for path in culture if imported_modules(path) & {"frappe", "erpnext"}] == []


def test_the_app_does_not_import_its_tests():
	importing = [
		shown(path)
		for path in files(APP, suffix=".py")
		if not is_test(path) and any(".tests" in name for name in imported_modules(path))
	]
	assert importing == []
