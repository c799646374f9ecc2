"""Every DocType is claimed by one package, filed under the one module, and has a thin controller."""

import ast
import json
import re
from collections import Counter

import pytest

from tests.layout.source import MODULE, shown, tree

FOLDERS = [
	folder for folder in sorted((MODULE / "doctype").iterdir()) if (folder / f"{folder.name}.json").exists()
]
LONGEST_CONTROLLER = 150


def definition(folder) -> dict:
	return json.loads((folder / f"{folder.name}.json").read_text(encoding="utf-8"))


def claims() -> Counter:
	"""Return how many packages name each DocType behind "DocTypes:" in their docstring."""
	counted = Counter()
	for package in MODULE.glob("*/__init__.py"):
		listed = re.search(r"DocTypes:(.+?)\.(?:\s|$)", ast.get_docstring(tree(package)) or "", re.S)
		names = listed.group(1).split(",") if listed else []
		counted.update(" ".join(name.split()) for name in names)
	return counted


def test_every_doctype_is_claimed_by_exactly_one_package():
	assert claims() == Counter(definition(folder)["name"] for folder in FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_doctype_is_filed_under_the_module_and_its_own_name(folder):
	doctype = definition(folder)
	assert doctype["module"] == "Customer Management"
	assert doctype["name"].lower().replace(" ", "_").replace("-", "_") == folder.name
	assert [field["fieldname"] for field in doctype["fields"]] == doctype["field_order"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_controller_is_thin_and_says_what_its_document_is(folder):
	controller = folder / f"{folder.name}.py"
	assert len(controller.read_text(encoding="utf-8").splitlines()) <= LONGEST_CONTROLLER
	documents = [node for node in tree(controller).body if isinstance(node, ast.ClassDef)]
	described = [len(ast.get_docstring(node) or "") > 20 for node in documents]
	assert described and all(described), shown(controller)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_visible_field_has_a_label(folder):
	breaks = {"Section Break", "Column Break", "Tab Break", "HTML"}
	fields = [field for field in definition(folder)["fields"] if field["fieldtype"] not in breaks]
	assert [field["fieldname"] for field in fields if not field.get("label")] == []


def test_what_frappe_syncs_is_filed_under_the_module():
	wrong = [
		shown(path)
		for kind in (
			"page",
			"workspace",
			"number_card",
			"dashboard_chart",
			"report",
			"print_format",
			"web_form",
		)
		for path in MODULE.glob(f"{kind}/*/*.json")
		if json.loads(path.read_text(encoding="utf-8")).get("module") != "Customer Management"
	]
	assert wrong == []
