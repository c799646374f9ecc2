"""`frappe.desk.search`: what a link field offers while typing."""

import frappe
from frappe import _

TEXT_TYPES = {"Data", "Text", "Small Text", "Long Text", "Link", "Select", "Read Only", "Text Editor"}


@frappe.whitelist()
def search_link(
	doctype: str,
	txt: str,
	query: str | None = None,
	filters: str | dict | list | None = None,
	page_length: int = 10,
	searchfield: str | None = None,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> list[dict]:
	"""Return documents whose name, title or search fields contain the text.

	Each row holds `value` and `description`, and `label` where the DocType shows its title in links.
	"""
	filters = frappe.parse_json(filters) if isinstance(filters, str) else filters
	query = query or (frappe.get_hooks("standard_queries") or {}).get(doctype, [None])[-1]
	if query:
		return _by_query(query, doctype, txt.strip(), searchfield or "name", page_length, filters)
	meta = frappe.get_meta(doctype)
	fields = _shown_fields(meta)
	rows = frappe.get_list(
		doctype,
		fields=fields,
		filters=_as_triples(doctype, filters) + _only_enabled(meta),
		or_filters=_matches(meta, txt.strip()),
		limit_page_length=page_length,
		order_by="modified desc",
	)
	rows.sort(key=lambda row: not row.name.casefold().startswith(txt.strip().casefold()))
	return [_suggestion(meta, row, fields) for row in rows]


@frappe.whitelist()
def search_widget(doctype: str, txt: str, query: str | None = None, filters=None, page_length: int = 10):
	"""Return what `search_link` finds as rows of name and description."""
	return [
		(row["value"], row["description"])
		for row in search_link(doctype, txt, query=query, filters=filters, page_length=page_length)
	]


def _by_query(query: str, doctype: str, txt: str, searchfield: str, page_length: int, filters) -> list[dict]:
	method = frappe.get_attr(query)
	frappe.is_whitelisted(method)
	rows = frappe.call(method, doctype, txt, searchfield, 0, page_length, filters)
	return [
		{"value": row[0], "description": ", ".join(str(cell) for cell in row[1:] if cell)} for row in rows
	]


def _shown_fields(meta) -> list[str]:
	names = ["name", *([meta.title_field] if meta.title_field else []), *meta.get_search_fields()]
	return [name for name in dict.fromkeys(names) if name == "name" or meta.has_field(name)]


def _as_triples(doctype: str, filters) -> list:
	if isinstance(filters, dict):
		return [
			[doctype, field, *(value if isinstance(value, list | tuple) else ("=", value))]
			for field, value in filters.items()
		]
	return list(filters or [])


def _only_enabled(meta) -> list:
	if meta.has_field("enabled"):
		return [[meta.name, "enabled", "=", 1]]
	return [[meta.name, "disabled", "!=", 1]] if meta.has_field("disabled") else []


def _matches(meta, txt: str) -> list | None:
	if not txt:
		return None
	names = [
		name for name in _shown_fields(meta) if name == "name" or meta.get_field(name).fieldtype in TEXT_TYPES
	]
	return [[meta.name, name, "like", f"%{txt}%"] for name in names]


def _suggestion(meta, row, fields: list[str]) -> dict:
	title = row.get(meta.title_field) if meta.title_field else None
	labelled = bool(meta.get("show_title_field_in_link") and title)
	hidden = {"name", meta.title_field} if labelled else {"name"}
	description = ", ".join(dict.fromkeys(str(row[f]) for f in fields if f not in hidden and row.get(f)))
	found = {"value": row.name, "description": description}
	if labelled:
		found["label"] = title
	elif meta.get("translated_doctype"):
		found["label"] = _(row.name)
	return found
