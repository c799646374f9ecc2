"""hooks.py and patches.txt are tables of literals whose paths all lead somewhere."""

import ast
import configparser
import json

from tests.layout.source import APP, ROOT, files, resolves, shown, tree

HOOKS = APP / "hooks.py"
ASSETS = (".js", ".css", ".scss")


def hook_table() -> dict:
	"""Return hook -> value; raises ValueError for what is no literal."""
	table = {}
	for node in tree(HOOKS).body:
		if isinstance(node, ast.Assign):
			table[node.targets[0].id] = ast.literal_eval(node.value)
	return table


def strings(value) -> list[str]:
	"""Return all strings in a nested value, those of dict keys left out."""
	if isinstance(value, str):
		return [value]
	children = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
	return [text for child in children for text in strings(child)]


def asset_exists(name: str) -> bool:
	"""Tell whether a script or style of a hook is in the app: a bundle, a served file, or one beside its rules."""
	if name.startswith("/assets/workshop_crm/"):
		return (APP / "public" / name.removeprefix("/assets/workshop_crm/")).exists()
	if ".bundle." in name:
		stem = name.rsplit(".", 1)[0]
		return any((APP / "public").rglob(f"{stem}.*"))
	return (APP / name).exists()


def test_hooks_are_literals():
	others = [
		node.lineno
		for node in tree(HOOKS).body
		if not isinstance(node, ast.Assign)
		and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
	]
	assert others == []
	assert hook_table()["app_name"] == "workshop_crm"


def test_every_path_in_hooks_leads_to_a_function():
	paths = [text for text in strings(hook_table()) if text.startswith("workshop_crm.") and "/" not in text]
	assert [path for path in paths if not path.endswith(ASSETS) and not resolves(path)] == []


def test_every_asset_in_hooks_exists():
	assets = [text for text in strings(hook_table()) if text.endswith(ASSETS)]
	assert [asset for asset in assets if not asset_exists(asset)] == []


def test_events_are_handled_by_functions_named_after_their_effect():
	events = {"validate", "on_update", "on_submit", "on_cancel", "before_insert", "after_insert", "on_trash"}
	handlers = strings(hook_table().get("doc_events", {}))
	assert [handler for handler in handlers if handler.rpartition(".")[2] in events] == []


def test_patches_txt_has_both_sections_and_every_patch_exists():
	patches = configparser.ConfigParser(allow_no_value=True, delimiters="\n")
	patches.optionxform = str
	patches.read(APP / "patches.txt", encoding="utf-8")
	assert patches.sections() == ["pre_model_sync", "post_model_sync"]
	listed = [line.split(" #")[0].strip() for section in patches.sections() for line in patches[section]]
	assert [
		path for path in listed if not path.startswith("execute:") and not resolves(f"{path}.execute")
	] == []


def test_every_method_named_in_a_record_exists():
	"""Number cards and charts call functions of the app by path."""
	missing = [
		f"{shown(path)}: {text}"
		for path in files(APP, suffix=".json")
		for text in strings(json.loads(path.read_text(encoding="utf-8")))
		if text.startswith("workshop_crm.") and not resolves(text)
	]
	assert missing == []


def test_requirements_do_not_name_the_host():
	names = {line.split(">")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines()}
	assert names & {"frappe", "erpnext"} == set()
