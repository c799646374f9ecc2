"""Collects every text of the app that a user may read, and compares it with the Arabic translations.

    python3 -m tests.layout.translatable --missing    prints the missing rows as CSV, ready to be filled in
    python3 -m tests.layout.translatable --unused     prints translated texts that nothing uses any more

Calls are found by Babel's extractors (Python, JavaScript, Jinja), the texts of records in their JSON.
Texts that Frappe or ERPNext translate are wanted as well: their Arabic is partly missing, partly wrong.
"""

import argparse
import csv
import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract

from tests.layout.source import APP, MODULE, ROOT, files, is_test, shown
from workshop_crm.customer_management.culture.wilayats import territories

CSV = APP / "translations" / "ar.csv"
PYTHON_CALLS = {"_": None, "_lt": None, "mark": None}
JAVASCRIPT_CALLS = {"__": None, "translate": None}
RECORD_KINDS = (
	"doctype",
	"workspace",
	"page",
	"number_card",
	"dashboard_chart",
	"report",
	"print_format",
	"web_form",
)
# Columns of a record, or of a row in it, that are shown to users.
SHOWN_COLUMNS = ("label", "description", "title", "placeholder", "group", "chart_name", "format")
NAMED_KINDS = {"DocType", "Workspace", "Report", "Print Format", "Number Card", "Dashboard Chart"}
TAGS = re.compile(r"<[^>]+>")
# Choices that are codes (`utf-8`, `name_key`): stored and shown as they are.
CODE = re.compile(r"[a-z0-9_-]+")

Found = tuple[str, str]


def collect() -> dict[str, str]:
	"""Return every translatable text with the place where it was first seen."""
	texts: dict[str, str] = {}
	for source in (
		from_python,
		from_javascript,
		from_templates,
		from_records,
		from_custom_fields,
		from_fixtures,
	):
		for text, place in source():
			texts.setdefault(text, place)
	return {text: place for text, place in texts.items() if text.strip()}


def from_python() -> Iterator[Found]:
	"""Texts in calls of `_` in Python files."""
	for path in files(APP, suffix=".py"):
		if not is_test(path):
			yield from _called(path, "python", PYTHON_CALLS)


def from_javascript() -> Iterator[Found]:
	"""Texts in calls of `__` and `translate` in scripts."""
	for path in files(APP, suffix=".js"):
		yield from _called(path, "javascript", JAVASCRIPT_CALLS)


def from_templates() -> Iterator[Found]:
	"""Texts in calls of `_` in Jinja templates and web pages."""
	for path in files(APP / "templates", APP / "www", suffix=".html"):
		yield from _called(path, "jinja2.ext:babel_extract", PYTHON_CALLS)


def _called(path: Path, method: str, calls: dict) -> Iterator[Found]:
	with path.open("rb") as source:
		options = {"encoding": "utf-8", "template_string": "true", "parse_template_string": "true"}
		for line, message, _comments, _context in extract(method, source, keywords=calls, options=options):
			text = message[0] if isinstance(message, tuple) else message
			yield text, f"{shown(path)}:{line}"


def from_records() -> Iterator[Found]:
	"""Names, labels, descriptions and choices in the JSON of records that Frappe syncs."""
	for kind in RECORD_KINDS:
		for path in MODULE.glob(f"{kind}/*/*.json"):
			record = json.loads(path.read_text(encoding="utf-8"))
			if record["doctype"] in NAMED_KINDS:
				yield record["name"], shown(path)
			for text in _shown_texts(record):
				yield text, shown(path)


def _shown_texts(record: dict) -> Iterator[str]:
	yield from (record[column] for column in SHOWN_COLUMNS if record.get(column))
	yield from _choices(record)
	yield from _workspace_headings(record)
	for rows in (value for value in record.values() if isinstance(value, list)):
		for row in (row for row in rows if isinstance(row, dict)):
			yield from _shown_texts(row)


def _choices(field: dict) -> Iterator[str]:
	if field.get("fieldtype") == "Select":
		choices = (field.get("options") or "").split("\n")
		yield from (choice for choice in choices if choice and not CODE.fullmatch(choice))


def _workspace_headings(record: dict) -> Iterator[str]:
	for block in json.loads(record.get("content") or "[]") if record.get("doctype") == "Workspace" else ():
		if block["type"] in ("header", "paragraph"):
			yield TAGS.sub("", block["data"]["text"])


def from_custom_fields() -> Iterator[Found]:
	"""Choices of the fields added to others' DocTypes; their labels are marked in the Python file itself."""
	for path in MODULE.rglob("custom_fields.py"):
		module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
		for field in (field for fields in module.CUSTOM_FIELDS.values() for field in fields):
			yield from ((choice, shown(path)) for choice in _choices(field))


def from_fixtures() -> Iterator[Found]:
	"""Names of records that nobody edits."""
	for path in files(APP / "fixtures", suffix=".json"):
		for record in json.loads(path.read_text(encoding="utf-8")):
			yield record["name"], shown(path)
	for name in territories():
		yield name, "workshop_crm/setup/territories.py"


def rows() -> list[list[str]]:
	"""Return the rows of the translation file: source, translation, context."""
	with CSV.open(encoding="utf-8", newline="") as source:
		return [[cell.replace("\\n", "\n") for cell in row] for row in csv.reader(source)]


def missing() -> dict[str, str]:
	"""Return the texts without an Arabic translation, with the place where each stands."""
	translated = {row[0] for row in rows() if len(row) > 1 and row[1].strip()} if CSV.exists() else set()
	return {text: place for text, place in collect().items() if text not in translated}


def unused() -> list[str]:
	"""Return translated texts that no longer stand anywhere in the app."""
	texts = collect().keys()
	return [row[0] for row in rows() if row and row[0] not in texts]


def main() -> None:
	"""Answer the command line."""
	parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	parser.add_argument("--missing", action="store_true", help="print missing rows as CSV")
	parser.add_argument("--unused", action="store_true", help="print rows that nothing uses")
	options = parser.parse_args()
	writer = csv.writer(sys.stdout, lineterminator="\n")
	for text in missing() if options.missing else ():
		writer.writerow([text.replace("\n", "\\n"), "", ""])
	for text in unused() if options.unused else ():
		writer.writerow([text.replace("\n", "\\n")])


if __name__ == "__main__":
	main()
