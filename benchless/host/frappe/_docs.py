"""frappe.get_doc and its kin."""

import frappe


def get_meta(doctype, cached: bool = True):
	"""The definition of a DocType with custom fields, property setters and custom permissions."""
	from frappe.model.meta import get_meta as load

	return load(doctype, cached)


def get_doc(*args, **kwargs):
	"""A document: get_doc(doctype, name), get_doc(dict), get_doc(doctype=..., field=...)."""
	from frappe.model.document import get_doc as load

	return load(*args, **kwargs)


def get_single_value(setting: str, fieldname: str):
	"""One value of a Single."""
	return frappe.db.get_single_value(setting, fieldname)


def get_last_doc(doctype: str, filters=None, order_by: str = "creation desc", *, for_update: bool = False):
	"""The newest document that fits. Raises DoesNotExistError."""
	names = get_all(doctype, filters=filters, limit=1, order_by=order_by, pluck="name")
	if not names:
		raise frappe.DoesNotExistError(doctype=doctype)
	return get_doc(doctype, names[0], for_update=for_update)


def get_cached_doc(doctype: str, name: str | None = None):
	"""A shared read-only copy of a document; read again after it was saved."""
	key = (doctype, str(name or doctype).lower())
	held = frappe.local.document_cache
	if key not in held:
		held[key] = get_doc(doctype, name or doctype)
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


def clear_cache(user: str | None = None, doctype: str | None = None) -> None:
	"""Forget what was cached for a user, a DocType or all."""
	from frappe import cache_manager

	cache_manager.clear(user=user, doctype=doctype)


def get_list(doctype: str, *args, **kwargs):
	"""Rows that the user may read, in every form of filters Frappe takes."""
	from frappe.model.db_query import DatabaseQuery

	return DatabaseQuery(doctype).execute(*args, **kwargs)


def get_all(doctype: str, *args, **kwargs):
	"""Rows without regard to permissions; all of them unless limited."""
	kwargs["ignore_permissions"] = True
	kwargs.setdefault("limit_page_length", 0)
	return get_list(doctype, *args, **kwargs)


def get_value(*args, **kwargs):
	"""As frappe.db.get_value."""
	return frappe.db.get_value(*args, **kwargs)


def set_value(doctype: str, docname: str, fieldname, value=None):
	"""Set values through the document and save it."""
	doc = get_doc(doctype, docname)
	doc.update(fieldname if isinstance(fieldname, dict) else {fieldname: value})
	doc.save()
	return doc


def new_doc(
	doctype: str, *, parent_doc=None, parentfield: str | None = None, as_dict: bool = False, **kwargs
):
	"""A new document with its defaults."""
	from frappe.model.create_new import new_values

	values = new_values(doctype, parent_doc, parentfield)
	if as_dict:
		return values.update(kwargs)
	doc = get_doc(values)
	return doc.update(kwargs)


def copy_doc(doc, ignore_no_copy: bool = True):
	"""A new, unsaved copy; fields marked no_copy are left out unless asked for."""
	values = frappe._dict(doc if isinstance(doc, dict) else doc.as_dict())
	copied = get_doc(_without_identity(values))
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


def delete_doc(doctype=None, name=None, force=0, ignore_doctypes=None, for_reload=False, ignore_permissions=False, flags=None,
	ignore_on_trash=False, ignore_missing=True, delete_permanently=False):  # fmt: skip
	"""Delete a document after its checks; a copy is kept as Deleted Document."""
	from frappe.model.delete_doc import delete_doc as delete

	delete(
		doctype, name, force=force, ignore_permissions=ignore_permissions, flags=flags, ignore_on_trash=ignore_on_trash,
		ignore_missing=ignore_missing, delete_permanently=delete_permanently, for_reload=for_reload,
	)  # fmt: skip


def rename_doc(doctype: str, old: str, new: str, force: bool = False, merge: bool = False, **kwargs) -> str:
	"""Rename a document and every link to it."""
	from frappe.model.rename_doc import rename_doc as rename

	return rename(doctype=doctype, old=old, new=new, force=force, merge=merge, **kwargs)


def bulk_insert(*args, **kwargs):
	"""As frappe.db.bulk_insert."""
	return frappe.db.bulk_insert(*args, **kwargs)
