"""Files of an app become records of the site: DocTypes, pages, reports, workspaces, fixtures, patches."""

import configparser
import json
import os
from glob import glob

import frappe
from frappe.database import schema
from frappe.model.meta import Meta, hold

from benchless import RECORDS
from benchless.notation import read_records

RECORD_KINDS = (
	"report",
	"page",
	"print_format",
	"web_form",
	"notification",
	"dashboard_chart_source",
	"number_card",
	"dashboard_chart",
	"workspace",
)
_CORE = ("DocType", "DocField", "DocPerm", "Custom DocPerm", "Custom Field", "Property Setter")


def sync_host_records() -> None:
	"""The host's own DocTypes, from the compact records."""
	definitions = {}
	for path in sorted(glob(str(RECORDS / "*.json"))):
		definitions.update(read_records(path))
	for name in _CORE:
		schema.update_table(_meta_of(definitions[name]))
	for definition in sorted(definitions.values(), key=lambda one: one["name"] not in _CORE):
		store_doctype(definition)
	_make_roles()


def _make_roles() -> None:
	"""Roles that permissions name exist."""
	query = "select distinct role from `tabDocPerm` where role not in (select name from `tabRole`)"
	columns = ["name", "role_name", "desk_access", "owner", "modified_by", "creation", "modified"]
	for role in frappe.db.fetch(query, pluck=True):
		desk = int(role not in ("Guest", "All", "Customer", "Supplier"))
		stamp = frappe.utils.now()
		frappe.db.bulk_insert(
			"Role", columns, [[role, role, desk, "Administrator", "Administrator", stamp, stamp]]
		)


def _meta_of(definition: dict) -> Meta:
	values = {
		key: value for key, value in definition.items() if key not in ("fields", "permissions", "doctype")
	}
	fields = [
		{**field, "idx": number, "parent": values["name"]}
		for number, field in enumerate(definition["fields"], 1)
	]
	return Meta(values, fields, definition.get("permissions") or [])


def store_doctype(definition: dict) -> None:
	"""Write a DocType's definition and bring its table in line."""
	name = definition["name"]
	meta = _meta_of(definition)
	stamp = {
		"owner": "Administrator",
		"modified_by": "Administrator",
		"creation": definition.get("creation") or frappe.utils.now(),
	}
	stamp["modified"] = definition.get("modified") or stamp["creation"]
	frappe.db.execute("delete from `tabDocType` where name = ?", (name,))
	values = {key: value for key, value in definition.items() if not isinstance(value, list | dict)}
	_write("DocType", [{**stamp, **values}])
	for child, key in (("DocField", "fields"), ("DocPerm", "permissions")):
		frappe.db.execute(f"delete from `tab{child}` where parent = ?", (name,))
		rows = [
			{
				**stamp,
				**row,
				"name": f"{name}-{key}-{number}",
				"idx": number,
				"parent": name,
				"parenttype": "DocType",
				"parentfield": key,
			}
			for number, row in enumerate(definition.get(key) or [], 1)
		]
		_write(child, rows)
	hold(meta)
	frappe.model.meta.forget_all(name) if name not in _CORE else None
	schema.update_table(frappe.get_meta(name, cached=False) if name not in _CORE else meta)


def _call_on_doctype_update(name: str) -> None:
	from frappe.model.base_document import controller_path

	module = frappe.get_module(controller_path(frappe.get_meta(name)))
	if hasattr(module, "on_doctype_update"):
		module.on_doctype_update()


def _write(doctype: str, rows: list[dict]) -> None:
	columns = set(frappe.db.get_table_columns(doctype))
	for row in rows:
		kept = {
			key: value for key, value in row.items() if key in columns and not isinstance(value, list | dict)
		}
		frappe.db.bulk_insert(doctype, list(kept), [list(kept.values())])


def sync_for(app: str, force: bool = False) -> None:
	"""DocTypes, then the other kinds of an app's files."""
	for module in frappe.get_module_list(app):
		folder = frappe.get_app_path(app, frappe.scrub(module))
		for kind in ("doctype", *RECORD_KINDS):
			for path in sorted(glob(os.path.join(folder, kind, "*", "*.json"))):
				if os.path.basename(path)[:-5] == os.path.basename(os.path.dirname(path)):
					import_record_file(path, force)
	_make_roles()
	frappe.db.commit()


def import_record_file(path: str, force: bool = False):
	"""One JSON file; skipped when the record was not modified since."""
	for definition in _definitions(path):
		doctype, name = definition["doctype"], definition.get("name")
		stored = frappe.db.get_value(doctype, name, "modified")
		if stored and not force and str(stored)[:19] == str(definition.get("modified"))[:19]:
			continue
		if doctype == "DocType":
			store_doctype(definition)
			_call_on_doctype_update(name)
		else:
			_import_record(definition)
	return True


def _definitions(path: str) -> list[dict]:
	content = json.loads(frappe.read_file(path) or "[]")
	return content if isinstance(content, list) else [content]


def _import_record(definition: dict) -> None:
	doctype, name = definition["doctype"], definition.get("name")
	if not frappe.db.exists("DocType", doctype):
		return
	if name and frappe.db.exists(doctype, name):
		frappe.delete_doc(
			doctype, name, force=True, ignore_on_trash=True, ignore_permissions=True, delete_permanently=True
		)
	doc = frappe.get_doc(definition)
	doc.flags.update(
		{"ignore_permissions": True, "ignore_links": True, "ignore_mandatory": True, "ignore_validate": True}
	)
	before, frappe.flags.in_import = frappe.flags.in_import, True
	try:
		doc.insert(set_name=name)
	finally:
		frappe.flags.in_import = before
	if definition.get("modified"):
		frappe.db.set_value(doctype, doc.name, "modified", definition["modified"], update_modified=False)


def sync_fixtures(app: str) -> None:
	"""fixtures/*.json: inserted again at every migrate."""
	for path in sorted(glob(os.path.join(frappe.get_app_path(app, "fixtures"), "*.json"))):
		for definition in _definitions(path):
			doctype, name = definition["doctype"], definition.get("name")
			if name and frappe.db.exists(doctype, name):
				doc = frappe.get_doc(doctype, name)
				doc.update(
					{
						key: value
						for key, value in definition.items()
						if key not in ("modified", "creation", "owner", "modified_by")
					}
				)
				doc.flags.ignore_permissions = True
				doc.save()
			else:
				frappe.get_doc(definition).insert(ignore_permissions=True, set_name=name)


# patches


def patch_lines(app: str, section: str) -> list[str]:
	"""Patches of one section of patches.txt."""
	parser = configparser.ConfigParser(allow_no_value=True, delimiters="\n")
	parser.optionxform = str
	path = frappe.get_app_path(app, "patches.txt")
	if not os.path.exists(path):
		return []
	parser.read(path)
	return list(parser[section]) if parser.has_section(section) else []


def mark_patches(app: str) -> None:
	"""Patches of a freshly installed app count as done."""
	for section in ("pre_model_sync", "post_model_sync"):
		for line in patch_lines(app, section):
			_mark(line)


def _mark(line: str) -> None:
	frappe.get_doc({"doctype": "Patch Log", "patch": line}).insert(ignore_permissions=True)


def run_patches(section: str) -> None:
	"""Patches not done yet, each in its own transaction."""
	for app in frappe.get_installed_apps():
		for line in patch_lines(app, section):
			if not frappe.db.exists("Patch Log", {"patch": line}):
				frappe.flags.in_patch = True
				try:
					_run_patch(line)
					_mark(line)
					frappe.db.commit()
				finally:
					frappe.flags.in_patch = False


def _run_patch(line: str) -> None:
	if line.startswith("execute:"):
		exec(line.removeprefix("execute:").split("#")[0], {"frappe": frappe})
	else:
		frappe.get_attr(line.split()[0] + ".execute")()
