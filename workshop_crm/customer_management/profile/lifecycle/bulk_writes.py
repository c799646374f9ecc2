"""Writing computed values of many rows at once, and telling the documents' readers about it."""

import frappe
from frappe.query_builder import Case
from frappe.utils import now

COMMENT_FIELDS = [
	"name",
	"creation",
	"modified",
	"modified_by",
	"owner",
	"comment_type",
	"reference_doctype",
	"reference_name",
	"comment_email",
	"comment_by",
	"content",
]


def write_values(doctype: str, changes: dict[str, dict]) -> None:
	"""Set fields of many rows: `changes` maps a name to its new values, the same fields for all.

	One query for each field that is named. `modified` stays: nobody's open form is refused for it.
	"""
	names = list(changes)
	fields = list(dict.fromkeys(field for values in changes.values() for field in values))
	table = frappe.qb.DocType(doctype)
	for field in fields if names else ():
		value = Case()
		for name in names:
			value = value.when(table.name == name, changes[name][field])
		frappe.qb.update(table).set(table[field], value).where(table.name.isin(names)).run()
	for name in names:
		frappe.clear_document_cache(doctype, name)


def leave_comments(doctype: str, texts: dict[str, str]) -> None:
	"""Leave one Info comment on each document named in `texts`, all in one query."""
	moment, user = now(), frappe.session.user
	rows = [
		(
			frappe.generate_hash(length=10),
			moment,
			moment,
			user,
			user,
			"Info",
			doctype,
			name,
			user,
			user,
			text,
		)
		for name, text in texts.items()
	]
	if rows:
		frappe.db.bulk_insert("Comment", COMMENT_FIELDS, rows)
