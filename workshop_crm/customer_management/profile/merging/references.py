"""Every place of the site that may point at a document: link fields, dynamic links, and plain texts used as such.

Read from the site's own meta on each merge, so that fields of other apps and customisations are found as well.
"""

from dataclasses import dataclass

import frappe

# Fields of Frappe that name a document without being declared as a link: DocType -> (field of the type, of the name).
TEXT_REFERENCES = {
	"Email Queue": ("reference_doctype", "reference_name"),
	"Energy Point Log": ("reference_doctype", "reference_name"),
	"Error Log": ("reference_doctype", "reference_name"),
	"File": ("attached_to_doctype", "attached_to_name"),
	"Milestone": ("reference_type", "reference_name"),
	"Notification Log": ("document_type", "document_name"),
	"Version": ("ref_doctype", "docname"),
}
# What this app writes about a merge itself, and what it derives from the documents afterwards.
LEFT_ALONE = {"Customer Merge", "Customer Merge Entry", "Customer Search Key"}


@dataclass(frozen=True)
class Reference:
	"""One field that points at a document; `type_field` names the DocType where the field may hold any."""

	doctype: str
	fieldname: str
	type_field: str | None = None
	is_single: bool = False

	def row_names(self, target_doctype: str, name: str) -> list[str]:
		"""Return the names of the rows that point at the document `name`."""
		if self.is_single:
			return [self.doctype] if self._single_points_at(target_doctype, name) else []
		table = frappe.qb.DocType(self.doctype)
		query = frappe.qb.from_(table).select(table.name).where(table[self.fieldname] == name)
		if self.type_field:
			query = query.where(table[self.type_field] == target_doctype)
		return [str(row) for row in query.run(pluck=True)]

	def _single_points_at(self, target_doctype: str, name: str) -> bool:
		if frappe.db.get_single_value(self.doctype, self.fieldname) != name:
			return False
		return (
			not self.type_field or frappe.db.get_single_value(self.doctype, self.type_field) == target_doctype
		)


def references_to(doctype: str) -> list[Reference]:
	"""Return all fields of the site that may point at a document of `doctype`, except those LEFT_ALONE."""
	found = [
		Reference(row.parent, row.fieldname, row.type_field, row.is_single)
		for row in (*_link_fields(doctype), *_dynamic_link_fields())
	]
	found += [Reference(owner, name, kind) for owner, (kind, name) in TEXT_REFERENCES.items()]
	return [reference for reference in dict.fromkeys(found) if _is_stored(reference)]


def _link_fields(doctype: str) -> list:
	return [
		frappe._dict(parent=row.parent, fieldname=row.fieldname, type_field=None, is_single=row.is_single)
		for row in _fields({"fieldtype": "Link", "options": doctype})
	]


def _dynamic_link_fields() -> list:
	return [
		frappe._dict(
			parent=row.parent, fieldname=row.fieldname, type_field=row.options, is_single=row.is_single
		)
		for row in _fields({"fieldtype": "Dynamic Link"})
	]


def _fields(filters: dict) -> list:
	"""Return the fields with these properties over all stored DocTypes, standard and custom ones."""
	names = ["fieldname", "options"]
	rows = frappe.get_all("DocField", filters={**filters, "parenttype": "DocType"}, fields=["parent", *names])
	rows += frappe.get_all("Custom Field", filters=filters, fields=["dt as parent", *names])
	doctypes = {row.name: row for row in frappe.get_all("DocType", fields=["name", "issingle", "is_virtual"])}
	stored = [row for row in rows if row.parent in doctypes and not doctypes[row.parent].is_virtual]
	return [frappe._dict(row, is_single=bool(doctypes[row.parent].issingle)) for row in stored]


def _is_stored(reference: Reference) -> bool:
	if reference.doctype in LEFT_ALONE or not reference.fieldname:
		return False
	if reference.is_single:
		return True
	columns = (
		frappe.db.get_table_columns(reference.doctype) if frappe.db.table_exists(reference.doctype) else ()
	)
	return reference.fieldname in columns and (not reference.type_field or reference.type_field in columns)
