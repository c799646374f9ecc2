"""Lists and forms of the light desk: what they show and what they change."""

import frappe
from frappe import _
from frappe.model.document import Document

FIELD_PROPERTIES = (
	"fieldname fieldtype options reqd read_only hidden default description depends_on mandatory_depends_on "
	"read_only_depends_on in_list_view in_standard_filter fetch_from fetch_if_empty allow_on_submit collapsible "
	"collapsible_depends_on bold precision length permlevel set_only_once hide_days non_negative columns"
).split()
NEVER_LISTED = set(
	"Section Break,Column Break,Tab Break,Table,Table MultiSelect,HTML,Button,Fold,Heading,Password,Image,"
	"Text Editor,Code,JSON".split(",")
)
SEARCHABLE = {"Data", "Link", "Select", "Small Text", "Text", "Read Only", "Phone", "Autocomplete"}
LARGEST_PAGE = 500
RIGHTS = ("read", "write", "create", "delete", "submit", "cancel", "amend")


@frappe.whitelist()
def describe(doctype: str) -> dict:
	"""Return the fields and the rules of a DocType and of its child tables, labels in the user's language.

	Raises:
		frappe.PermissionError: the user may not read the DocType.
	"""
	frappe.has_permission(doctype, "read", throw=True)
	meta = frappe.get_meta(doctype)
	children = {
		field.options: _fields(frappe.get_meta(field.options))
		for field in meta.fields
		if field.fieldtype in ("Table", "Table MultiSelect")
	}
	return {
		"name": doctype,
		"label": _(doctype),
		"fields": _fields(meta),
		"children": children,
		"title_field": meta.title_field,
		"submittable": bool(meta.is_submittable),
		"single": bool(meta.issingle),
		"autoname": meta.autoname,
		"read_only": bool(meta.get("in_create") or meta.get("read_only")),
		"search_fields": meta.get_search_fields(),
		"list_fields": _list_fields(meta),
		"rights": {right: bool(frappe.has_permission(doctype, right)) for right in RIGHTS},
	}


def _fields(meta) -> list[dict]:
	fields = []
	for field in meta.fields:
		shown = {key: field.get(key) for key in FIELD_PROPERTIES if field.get(key) not in (None, "", 0)}
		shown["label"] = _(field.label, context=meta.name) if field.label else ""
		if field.get("description"):
			shown["description"] = _(field.description)
		if field.fieldtype == "Select" and field.options:
			options = field.options.split("\n")
			shown["options"] = [{"value": option, "label": _(option) if option else ""} for option in options]
		fields.append(shown)
	return fields


def _list_fields(meta) -> list[str]:
	listed = [f.fieldname for f in meta.fields if f.in_list_view and f.fieldtype not in NEVER_LISTED]
	if meta.title_field and meta.title_field not in listed:
		listed.insert(0, meta.title_field)
	return listed[:7]


@frappe.whitelist()
def list_documents(
	doctype: str,
	filters: str | list | None = None,
	search: str = "",
	order_by: str = "modified desc",
	start: int = 0,
	page_length: int = 20,
) -> dict:
	"""Return one page of a list and the number of all its rows.

	Args:
		filters: triples of field, operator, value.
		search: text that the name, the title or a search field must contain.
	"""
	meta = frappe.get_meta(doctype)
	filters = frappe.parse_json(filters) or []
	or_filters = _search_filters(meta, search.strip())
	fields = ["name", "modified", "docstatus", *_list_fields(meta)]
	fields += [name for name in ("status", "disabled") if meta.has_field(name)]
	rows = frappe.get_list(
		doctype,
		fields=list(dict.fromkeys(fields)),
		filters=filters,
		or_filters=or_filters,
		order_by=order_by,
		limit_start=start,
		limit_page_length=min(page_length, LARGEST_PAGE),
	)
	total = frappe.get_list(
		doctype, fields=["count(name) as total"], filters=filters, or_filters=or_filters, order_by=None
	)
	return {"rows": rows, "total": total[0].total if total else 0}


def _search_filters(meta, text: str) -> list | None:
	if not text:
		return None
	names = {"name", *meta.get_search_fields(), *([meta.title_field] if meta.title_field else [])}
	texts = {f.fieldname for f in meta.fields if f.fieldtype in SEARCHABLE} | {"name"}
	return [[meta.name, name, "like", f"%{text}%"] for name in sorted(names & texts)]


@frappe.whitelist()
def load(doctype: str, name: str = "") -> dict:
	"""Return a stored document, or an empty one with its defaults, and what the user may do with it."""
	if not name and not frappe.get_meta(doctype).issingle:
		frappe.has_permission(doctype, "create", throw=True)
		return _shown(frappe.new_doc(doctype))
	doc = frappe.get_doc(doctype, name or doctype)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	doc.run_method("onload")
	return _shown(doc)


def _shown(doc: Document) -> dict:
	values = doc.as_dict()
	new = doc.is_new()
	rights = {
		right: bool(frappe.has_permission(doc.doctype, right, doc=None if new else doc)) for right in RIGHTS
	}
	return {"doc": values, "is_new": bool(new), "title": doc.get_title() or doc.name, "rights": rights}


@frappe.whitelist(methods=["POST"])
def save(doc: str | dict, action: str = "Save") -> dict:
	"""Save, submit, update or cancel a document as the form shows it.

	Args:
		action: Save, Submit, Update (after submit) or Cancel.

	Raises:
		frappe.ValidationError: an unknown action, or any refusal of the document itself.
	"""
	values = _without_marks(frappe.parse_json(doc))
	is_new = values.pop("__islocal", None)
	document = frappe.get_doc(values)
	if is_new:
		document.insert()
	if action == "Submit":
		document.submit()
	elif action == "Cancel":
		document.cancel()
	elif action not in ("Save", "Update"):
		frappe.throw(_("Unknown action {0}").format(action))
	elif not is_new:
		document.save()
	return load(document.doctype, document.name)


def _without_marks(values: dict) -> dict:
	"""Rows that the form added carry a mark of its own, and an unsaved document a made-up name."""
	for rows in values.values():
		for row in rows if isinstance(rows, list) else []:
			row.pop("__islocal", None)
	if values.get("__islocal") and str(values.get("name") or "").startswith("new-"):
		values.pop("name")
	return values


@frappe.whitelist(methods=["POST"])
def delete(doctype: str, name: str) -> None:
	"""Delete a document."""
	frappe.delete_doc(doctype, name)


@frappe.whitelist()
def fetch(doctype: str, name: str, fields: str | list) -> dict:
	"""Return the values that a form copies from a linked document (fetch_from)."""
	return frappe.get_list(doctype, filters={"name": name}, fields=frappe.parse_json(fields), limit=1)[0]


@frappe.whitelist(methods=["POST"])
def choose_language(language: str) -> None:
	"""Set the desk's language of the user himself.

	Raises:
		frappe.ValidationError: the language is neither English nor Arabic.
	"""
	if language not in ("en", "ar"):
		frappe.throw(_("Unknown language {0}").format(language))
	frappe.db.set_value("User", frappe.session.user, "language", language)
