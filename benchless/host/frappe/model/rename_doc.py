"""Renaming a document and every link to it. Merging needs a bench."""

import frappe
from frappe import _
from frappe.database.conditions import table
from frappe.model.delete_doc import get_dynamic_links, get_linking_fields
from frappe.model.naming import validate_name


def rename_doc(
	doctype=None,
	old=None,
	new="",
	force=False,
	merge=False,
	ignore_permissions=False,
	show_alert=True,
	*,
	doc=None,
	validate=True,
	rebuild_search=True,
) -> str:
	"""Rename; returns the new name. Raises NotImplementedError for merges."""
	doc = doc or frappe.get_doc(doctype, old)
	doctype, old = doc.doctype, doc.name
	if not ignore_permissions and not doc.has_permission("write"):
		frappe.throw(_("You need write permission to rename"), frappe.PermissionError)
	if not (force or doc.meta.allow_rename or frappe.flags.in_test):
		frappe.throw(_("{0} not allowed to be renamed").format(_(doctype)))
	new = doc.run_method("before_rename", old, new, merge) or new
	new = validate_name(doctype, new.get("new") if isinstance(new, dict) else new)
	if merge:
		raise NotImplementedError(
			"frappe.rename_doc(merge=True) is not part of the stand-in host; merging needs a bench"
		)
	if frappe.db.exists(doctype, new) and new.lower() != old.lower():
		frappe.throw(_("Another {0} with name {1} exists, select another name").format(doctype, new))
	_move(doc, old, new)
	frappe.clear_cache()
	frappe.get_doc(doctype, new).run_method("after_rename", old, new, merge)
	return new


def _move(doc, old: str, new: str) -> None:
	doctype = doc.doctype
	frappe.db.execute(f"update {table(doctype)} set name = ? where name = ?", (new, old))
	if doc.meta.autoname and doc.meta.autoname.startswith("field:"):
		frappe.db.execute(
			f"update {table(doctype)} set `{doc.meta.autoname[6:]}` = ? where name = ?", (new, new)
		)
	for field in doc.meta.get_table_fields():
		frappe.db.execute(
			f"update {table(field.options)} set parent = ? where parent = ? and parenttype = ?",
			(new, old, doctype),
		)
	for owner, fieldname in get_linking_fields(doctype):
		meta = frappe.get_meta(owner)
		if meta.issingle:
			frappe.db.execute(
				"update `tabSingles` set value = ? where doctype = ? and field = ? and value = ?",
				(new, owner, fieldname, old),
			)
		elif not meta.is_virtual:
			frappe.db.execute(
				f"update {table(owner)} set `{fieldname}` = ? where `{fieldname}` = ?", (new, old)
			)
	for owner, type_field, fieldname in get_dynamic_links():
		if not frappe.get_meta(owner).issingle:
			frappe.db.execute(
				f"update {table(owner)} set `{fieldname}` = ? where `{type_field}` = ? and `{fieldname}` = ?",
				(new, doctype, old),
			)
	frappe.db.execute("update `__Auth` set name = ? where doctype = ? and name = ?", (new, doctype, old))
