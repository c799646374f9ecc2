"""Values of a new document: field defaults, user defaults, the session's user and today."""

import copy

import frappe
from frappe.model import data_fieldtypes
from frappe.utils.data import cint, cstr, flt, now_datetime, nowdate, nowtime


def new_values(doctype: str, parent_doc=None, parentfield: str | None = None) -> frappe._dict:
	"""A dict of the new document's values."""
	held = frappe.local.new_doc_templates
	if doctype not in held:
		held[doctype] = _template(frappe.get_meta(doctype))
	values = copy.copy(held[doctype])
	_set_moving_values(values, parent_doc)
	if parent_doc:
		values.update({"parent": parent_doc.name, "parenttype": parent_doc.doctype})
	if parentfield:
		values["parentfield"] = parentfield
	return values


def _template(meta) -> frappe._dict:
	from frappe.permissions import get_user_permissions

	values = frappe._dict(dict.fromkeys(meta.get_valid_columns()))
	values.update(doctype=meta.name, owner=frappe.session.user, docstatus=0, idx=0, __islocal=1)
	if not meta.issingle:
		values["__unsaved"] = 1
	permissions, defaults = get_user_permissions(frappe.session.user), frappe.defaults.get_defaults()
	for field in meta.fields:
		if field.fieldtype in data_fieldtypes:
			value = _default(field, meta, permissions, defaults)
			if field.fieldtype in ("Int", "Check") and (value is not None or field.fieldtype == "Check"):
				value = cint(value)
			elif field.fieldtype in ("Float", "Currency", "Percent") and value is not None:
				value = flt(value)
			values[field.fieldname] = value
	for field in meta.get_table_fields():
		values.pop(field.fieldname, None)
	return values


def _default(field, meta, permissions: dict, defaults: dict):
	from frappe.permissions import filter_allowed_docs_for_doctype

	rules = permissions.get(field.options, []) if field.fieldtype == "Link" else []
	allowed, preferred = filter_allowed_docs_for_doctype(rules, meta.name, with_default_doc=True)
	restricted = bool(rules) and not field.ignore_user_permissions and bool(allowed)
	if field.fieldtype == "Link" and field.options != "User":
		value = (
			preferred if preferred and not field.ignore_user_permissions else defaults.get(field.fieldname)
		)
		if (
			isinstance(value, str)
			and value
			and (not restricted or value in allowed)
			and frappe.db.exists(field.options, value)
		):
			return value
	if field.fieldname == meta.title_field:
		return None
	return _own_default(field, restricted, allowed)


def _own_default(field, restricted: bool, allowed: list):
	default = field.default
	if default:
		if default == "__user":
			return frappe.session.user
		if default == "Today":
			return nowdate()
		if cstr(default).startswith(":"):
			return None
		if field.fieldtype == "Link" and restricted and default not in allowed:
			return None
		return default
	if field.fieldtype == "Select" and field.options:
		return field.options.split("\n", 1)[0]
	return None


def _set_moving_values(values: dict, parent_doc) -> None:
	for field in frappe.get_meta(values["doctype"])._moving:
		default = field.default
		if default and cstr(default).startswith(":"):
			source = default[1:]
			key = frappe.scrub(source)
			name = parent_doc.get(key) if parent_doc else frappe.db.get_default(key)
			found = frappe.db.get_value(source, name, field.fieldname) if name else None
			if found is not None and not values.get(field.fieldname):
				values[field.fieldname] = found
		elif default and field.fieldtype == "Datetime" and default.lower() == "now":
			values[field.fieldname] = now_datetime()
		if field.fieldtype == "Time":
			values[field.fieldname] = nowtime()
