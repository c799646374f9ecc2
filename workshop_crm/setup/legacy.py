"""Makes room on sites that had the older customer modules.

Those modules used the name "Customer Management" and DocType names of this app. Installing over them would stop at
the Module Def and reshape their tables. So their records move aside, with all rows, before Frappe syncs ours:
to the module "Legacy Customer Management", under the name "Legacy <name>" where the name is one of ours.
On a site without them nothing happens. It runs before install and before every migrate, as a later version may
bring a DocType whose name an older module had.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import frappe

APP = "workshop_crm"
MODULE = "Customer Management"
LEGACY_MODULE = "Legacy Customer Management"
PREFIX = "Legacy"

# Sister modules of the older app, and what they held: moved only together, never what others keep in such a module.
SISTER_MODULES = ("Communication Management", "Customer Portal", "Customer Satisfaction")
SISTER_DOCTYPES = (
	"Communication Consent",
	"Communication History",
	"Delivery Alert",
	"Delivery Status Log",
	"Notification Template",
	"Push Notification Subscription",
	"Customer Document Storage",
	"Customer Feedback",
	"Online Payment Gateway",
	"Portal Authentication",
	"Service History Tracker",
	"SMS WhatsApp Notification",
	"Workshop Appointment",
	"Workshop Appointment Service",
)
SYNCED_KINDS = (
	"DocType",
	"Report",
	"Page",
	"Workspace",
	"Number Card",
	"Dashboard Chart",
	"Print Format",
	"Web Form",
)


def make_room() -> None:
	"""Move the older modules' records out of the way; nothing on a site without them."""
	if _module_is_foreign():
		_move_module_aside()
	for doctype in _sister_doctypes():
		_move_to_legacy_module(doctype)
	for kind, name in _own_records():
		if _is_foreign(kind, name):
			_rename(kind, name)
	for table in _orphan_tables():
		frappe.db.rename_table(table, free_name("DocType", table))
	frappe.clear_cache()


def free_name(kind: str, name: str) -> str:
	"""Return "Legacy <name>", with a number behind it where that is taken as a record or as a table."""
	candidate, count = f"{PREFIX} {name}", 1
	while frappe.db.exists(kind, candidate) or frappe.db.table_exists(candidate, cached=False):
		count += 1
		candidate = f"{PREFIX} {name} {count}"
	return candidate


def _module_is_foreign() -> bool:
	owner = frappe.db.get_value("Module Def", MODULE, ["app_name", "custom"], as_dict=True)
	return bool(owner) and (owner.app_name != APP or bool(owner.custom))


def _move_module_aside() -> None:
	"""Hand everything filed under the module over to the legacy module and free its name.

	Records of all kinds move, not DocTypes alone: uninstalling this app deletes whatever is filed under its module.
	"""
	_ensure_legacy_module()
	frappe.db.set_value("DocType", {"module": MODULE}, "custom", 1, update_modified=False)
	for doctype, fieldname in _fields_naming_a_module():
		frappe.db.set_value(doctype, {fieldname: MODULE}, fieldname, LEGACY_MODULE, update_modified=False)
	frappe.db.delete("Module Def", {"name": MODULE})


def _ensure_legacy_module() -> None:
	if not frappe.db.exists("Module Def", LEGACY_MODULE):
		# Filed under Frappe itself, so that no uninstall of an app takes these records away.
		values = {"module_name": LEGACY_MODULE, "app_name": "frappe", "custom": 1}
		frappe.get_doc({"doctype": "Module Def", **values}).insert(ignore_permissions=True)


def _fields_naming_a_module() -> Iterator[tuple[str, str]]:
	filters = {"fieldtype": "Link", "options": "Module Def"}
	for field in frappe.get_all("DocField", filters=filters, fields=["parent", "fieldname"]):
		if frappe.db.table_exists(field.parent):
			yield field.parent, field.fieldname


def _sister_doctypes() -> list[str]:
	filters = {"module": ("in", SISTER_MODULES), "name": ("in", SISTER_DOCTYPES)}
	return frappe.get_all("DocType", filters=filters, pluck="name")


def _move_to_legacy_module(doctype: str) -> None:
	_ensure_legacy_module()
	values = {"custom": 1, "module": LEGACY_MODULE}
	frappe.db.set_value("DocType", doctype, values, update_modified=False)


def _own_records() -> Iterator[tuple[str, str]]:
	"""Yield (kind, name) of all that Frappe is about to sync from the files of this app's module."""
	folder = Path(__file__).parent.parent / frappe.scrub(MODULE)
	for kind in SYNCED_KINDS:
		for path in sorted(folder.glob(f"{frappe.scrub(kind)}/*/*.json")):
			if path.stem == path.parent.name:
				yield kind, json.loads(path.read_text(encoding="utf-8"))["name"]


def _is_foreign(kind: str, name: str) -> bool:
	record = frappe.db.get_value(kind, name, "*", as_dict=True)
	return bool(record) and (record.module != MODULE or bool(kind == "DocType" and record.custom))


def _rename(kind: str, name: str) -> None:
	if kind == "DocType":
		frappe.db.set_value("DocType", name, "custom", 1, update_modified=False)
	frappe.clear_cache()
	new_name = free_name(kind, name)
	frappe.rename_doc(kind, name, new_name, force=True, show_alert=False, rebuild_search=False)
	if kind == "Workspace":
		frappe.db.set_value("Workspace", new_name, "title", new_name, update_modified=False)


def _orphan_tables() -> list[str]:
	"""Tables of our names without a DocType: migrate deletes the DocTypes of a vanished app, not their rows."""
	doctypes = [name for kind, name in _own_records() if kind == "DocType"]
	without_doctype = [name for name in doctypes if not frappe.db.exists("DocType", name)]
	return [name for name in without_doctype if frappe.db.table_exists(name, cached=False)]
