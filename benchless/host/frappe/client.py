"""`frappe.client`: reading and writing documents over HTTP, with the permissions of the user."""

import json

import frappe
from frappe import _


@frappe.whitelist()
def get_list(
	doctype: str,
	fields=None,
	filters=None,
	group_by=None,
	order_by=None,
	limit_start=None,
	limit_page_length=20,
	parent: str | None = None,
	as_dict: bool = True,
	or_filters=None,
):
	"""Return documents that match the filters and that the user may read."""
	if frappe.get_meta(doctype).istable:
		_check_parent(parent, doctype)
	return frappe.get_list(
		doctype,
		fields=_plain(fields),
		filters=_plain(filters),
		or_filters=_plain(or_filters),
		group_by=group_by,
		order_by=order_by,
		limit_start=int(limit_start or 0),
		limit_page_length=int(limit_page_length or 0),
		as_list=not as_dict,
		parent_doctype=parent,
	)


@frappe.whitelist()
def get_count(doctype: str, filters=None) -> int:
	"""Return how many documents match, of those the user may read."""
	rows = frappe.get_list(doctype, fields=["count(name) as total"], filters=_plain(filters), order_by=None)
	return int(rows[0].total or 0) if rows else 0


@frappe.whitelist()
def get(doctype: str, name=None, filters=None, parent: str | None = None):
	"""Return one document, by name or by the first match of the filters."""
	if frappe.get_meta(doctype).istable:
		_check_parent(parent, doctype)
	doc = frappe.get_doc(doctype, name or _plain(filters)) if name or filters else frappe.get_doc(doctype)
	doc.check_permission()
	doc.apply_fieldlevel_read_permissions()
	return doc.as_dict()


@frappe.whitelist()
def get_value(doctype: str, fieldname, filters=None, as_dict: bool = True, parent: str | None = None):
	"""Return one or several values of the first document that matches."""
	fields = _plain(fieldname)
	fields = [fields] if isinstance(fields, str) else fields
	filters = _plain(filters)
	filters = {"name": filters} if isinstance(filters, str) else filters
	if not frappe.has_permission(doctype, parent_doctype=parent):
		frappe.throw(_("No permission for {0}").format(_(doctype)), frappe.PermissionError)
	if frappe.get_meta(doctype).issingle:
		return {field: frappe.db.get_single_value(doctype, field) for field in fields}
	rows = get_list(
		doctype, fields=fields, filters=filters, limit_page_length=1, parent=parent, as_dict=as_dict
	)
	if as_dict:
		return rows[0] if rows else {}
	return (rows[0] if len(fields) > 1 else rows[0][0]) if rows else None


@frappe.whitelist(methods=["POST", "PUT"])
def set_value(doctype: str, name: str, fieldname, value=None):
	"""Set one value, or the values of a dict, and save the document."""
	values = {fieldname: value} if isinstance(fieldname, str) and value is not None else _plain(fieldname)
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	doc.save()
	return doc.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def insert(doc):
	"""Insert a document."""
	return frappe.get_doc(_plain(doc)).insert().as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def save(doc):
	"""Save a changed document."""
	doc = frappe.get_doc(_plain(doc))
	doc.save()
	return doc.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def submit(doc):
	"""Submit a document."""
	doc = frappe.get_doc(_plain(doc))
	doc.submit()
	return doc.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def cancel(doctype: str, name: str):
	"""Cancel a submitted document."""
	doc = frappe.get_doc(doctype, name)
	doc.cancel()
	return doc.as_dict()


@frappe.whitelist(methods=["DELETE", "POST"])
def delete(doctype: str, name: str) -> None:
	"""Delete a document."""
	frappe.delete_doc(doctype, name, ignore_missing=False)


def _plain(value):
	if isinstance(value, str) and value[:1] in ("[", "{", '"'):
		return json.loads(value)
	return value


def _check_parent(parent: str | None, doctype: str) -> None:
	if not parent or not frappe.has_permission(parent, "read"):
		frappe.throw(_("Parent DocType is required to read {0}").format(_(doctype)), frappe.PermissionError)
