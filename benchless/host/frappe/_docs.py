"""frappe.get_doc and its kin."""

import frappe


def get_single_value(setting: str, fieldname: str):
	"""One value of a Single."""
	return frappe.db.get_single_value(setting, fieldname)


def get_last_doc(doctype: str, filters=None, order_by: str = "creation desc", *, for_update: bool = False):
	"""The newest document that fits. Raises DoesNotExistError."""
	names = get_all(doctype, filters=filters, limit=1, order_by=order_by, pluck="name")
	if not names:
		raise frappe.DoesNotExistError(doctype=doctype)
	return frappe.get_doc(doctype, names[0], for_update=for_update)


def get_cached_doc(doctype: str, name: str | None = None):
	"""A shared read-only copy of a document; read again after it was saved."""
	key = (doctype, str(name or doctype).lower())
	held = frappe.local.document_cache
	if key not in held:
		held[key] = frappe.get_doc(doctype, name or doctype)
	return held[key]


def get_cached_value(doctype: str, name: str, fieldname="name", as_dict: bool = False):
	"""A value (or several) of the cached document; None when it does not exist."""
	try:
		doc = get_cached_doc(doctype, name)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None
	if isinstance(fieldname, str):
		if as_dict:
			frappe.throw("Cannot make dict for single fieldname")
		return doc.get(fieldname)
	values = [doc.get(one) for one in fieldname]
	return frappe._dict(zip(fieldname, values, strict=True)) if as_dict else values


def clear_document_cache(doctype: str, name: str | None = None) -> None:
	"""Cached copies of a document (or of all of a DocType) are read again."""
	held = frappe.local.document_cache
	if held:
		wanted = str(name).lower() if name is not None else None
		for key in [key for key in held if key[0] == doctype and wanted in (None, key[1])]:
			held.pop(key)
	if doctype == "System Settings":
		frappe.local.system_settings = frappe._dict()


def get_list(doctype: str, *args, **kwargs):
	"""Rows that the user may read, in every form of filters Frappe takes."""
	from frappe.model.db_query import DatabaseQuery

	return DatabaseQuery(doctype).execute(*args, **kwargs)


def get_all(doctype: str, *args, **kwargs):
	"""Rows without regard to permissions; all of them unless limited."""
	kwargs["ignore_permissions"] = True
	kwargs.setdefault("limit_page_length", 0)
	return get_list(doctype, *args, **kwargs)


def new_doc(
	doctype: str, *, parent_doc=None, parentfield: str | None = None, as_dict: bool = False, **kwargs
):
	"""A new document with its defaults."""
	from frappe.model.create_new import new_values

	values = new_values(doctype, parent_doc, parentfield)
	if as_dict:
		return values.update(kwargs)
	doc = frappe.get_doc(values)
	return doc.update(kwargs)


def copy_doc(doc, ignore_no_copy: bool = True):
	"""A new, unsaved copy; fields marked no_copy are left out unless asked for."""
	values = frappe._dict(doc if isinstance(doc, dict) else doc.as_dict())
	copied = frappe.get_doc(_without_identity(values))
	if not ignore_no_copy:
		return copied
	for row in [copied, *copied.get_all_children()]:
		for field in row.meta.fields:
			if field.no_copy:
				row.set(field.fieldname, None)
	copied.set("__islocal", 1)
	return copied


def _without_identity(values: dict) -> dict:
	dropped = (
		"name",
		"owner",
		"creation",
		"modified",
		"modified_by",
		"__onload",
		"_user_tags",
		"_liked_by",
		"_comments",
	)
	kept = {key: value for key, value in values.items() if key not in dropped}
	for key, value in kept.items():
		if isinstance(value, list):
			kept[key] = [{**_without_identity(row), "parent": None} for row in value]
	if not frappe.flags.in_test:
		kept["docstatus"] = 0
	return {**kept, "__islocal": 1}
