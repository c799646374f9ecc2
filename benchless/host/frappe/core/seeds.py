"""Records that every site starts with; the lists are in benchless/records/seeds/*.json."""

import json

import frappe

from benchless import RECORDS


def seed(admin_password: str) -> None:
	"""Roles, users, languages, currencies, trees and settings, as on a fresh ERPNext site of Oman."""
	data = json.loads((RECORDS / "seeds" / "seeds.json").read_text(encoding="utf-8"))
	for app in ("frappe", "erpnext"):
		for module in frappe.get_module_list(app):
			insert("Module Def", name=module, module_name=module, app_name=app)
	for role in data["roles"]:
		if frappe.db.exists("Role", role):
			continue
		desk = 0 if role in data["portal_roles"] else 1
		insert("Role", name=role, role_name=role, desk_access=desk, is_custom=0)
	for doctype, rows in data["records"].items():
		for row in rows:
			insert(doctype, **row)
	_users(admin_password)
	for doctype, values in data["settings"].items():
		frappe.db.set_single_value(doctype, values)
		for key, value in values.items():
			frappe.db.set_default(key, value)
	frappe.db.set_default("lang", "en")
	for doctype, rows in data["trees"].items():
		_tree(doctype, rows)
	frappe.flags.in_install = False
	company = {
		"doctype": "Company",
		"company_name": "Muscat Workshop",
		"abbr": "MW",
		"default_currency": "OMR",
		"country": "Oman",
	}
	frappe.get_doc(company).insert(ignore_permissions=True)


def insert(doctype: str, **values) -> None:
	"""One record, without checks of links."""
	doc = frappe.get_doc({"doctype": doctype, **values})
	doc.flags.update({"ignore_permissions": True, "ignore_links": True, "ignore_mandatory": True})
	doc.insert(set_name=values.get("name"), ignore_if_duplicate=True)


def _users(admin_password: str) -> None:
	from frappe.utils.password import update_password

	insert(
		"User",
		name="Administrator",
		email="admin@example.com",
		first_name="Administrator",
		enabled=1,
		user_type="System User",
	)
	insert(
		"User",
		name="Guest",
		email="guest@example.com",
		first_name="Guest",
		enabled=1,
		user_type="Website User",
	)
	frappe.db.set_value("User", "Administrator", "user_type", "System User")
	update_password("Administrator", admin_password)


def _tree(doctype: str, rows: list) -> None:
	meta = frappe.get_meta(doctype)
	title, parent_field = (
		meta.autoname.removeprefix("field:"),
		meta.nsm_parent_field or "parent_" + frappe.scrub(doctype),
	)
	for name, parent in rows:
		has_children = any(one[1] == name for one in rows)
		insert(doctype, **{title: name, parent_field: parent, "is_group": int(has_children)})
