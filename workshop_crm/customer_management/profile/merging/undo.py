"""Taking a merge back: every journalled row gets its old value, as long as nothing new was posted."""

import json

import frappe
from frappe import _
from frappe.utils import now

from workshop_crm.customer_management.profile.merging.journal import DELETED, ENTRY, SECRET, hand_over_secret
from workshop_crm.customer_management.profile.merging.merge import DOCTYPE, refresh
from workshop_crm.customer_management.profile.merging.references import references_to
from workshop_crm.exceptions import MergeRefusedError

# Notes about the customer and traces of looking at him do not stand against an undo; they stay with the target.
MAY_BE_NEWER = {
	"Access Log",
	"Activity Log",
	"Comment",
	"Customer Duplicate Answer",
	"Customer Duplicate Pair",
	"Customer Note",
	"Document Follow",
	"Notification Log",
	"Version",
	"View Log",
}


def undo_merge(merge: str) -> None:
	"""Restore both customers as they were before the Customer Merge named `merge`.

	Raises MergeRefusedError when it was undone already, or a document was made for the target or a moved one was
	changed since; frappe.PermissionError.
	"""
	doc = frappe.get_doc(DOCTYPE, merge, for_update=True)
	# The accounts by which the source could be seen may stand with the target now, so the target alone is asked.
	frappe.has_permission("Customer", "write", doc.target, throw=True)
	_refuse_what_cannot_be_undone(doc)
	entries = _entries(merge)
	_refuse_changed_rows(entries)
	for entry in entries:
		_restore(entry)
	doc.db_set({"status": "Undone", "undone_by": frappe.session.user, "undone_on": now()})
	refresh(doc.source, doc.target)


def _entries(merge: str) -> list:
	fields = ["kind", "ref_doctype", "ref_name", "fieldname", "old_value", "new_value"]
	return frappe.get_all(ENTRY, filters={"customer_merge": merge}, fields=fields, order_by="position desc")


def _refuse_what_cannot_be_undone(doc) -> None:
	if doc.status == "Undone":
		frappe.throw(_("This merge was undone already."), MergeRefusedError)
	newer = {"target": doc.target, "status": "Merged", "creation": (">", doc.creation)}
	if frappe.db.exists(DOCTYPE, newer) or frappe.db.get_value("Customer", doc.target, "merged_into"):
		frappe.throw(_("A later merge of {0} has to be undone first.").format(doc.target), MergeRefusedError)
	found = _newer_document(doc)
	if found:
		message = _("{0} {1} was made since. What is new belongs to both, so the merge cannot be undone.")
		frappe.throw(message.format(_(found[0]), found[1]), MergeRefusedError)


def _newer_document(doc) -> tuple[str, str] | None:
	"""Return the first document that points at the target and is younger than the merge."""
	for reference in references_to("Customer"):
		if reference.is_single or reference.doctype in MAY_BE_NEWER:
			continue
		filters = {reference.fieldname: doc.target, "creation": (">", doc.creation)}
		if reference.type_field:
			filters[reference.type_field] = "Customer"
		newer = frappe.get_all(reference.doctype, filters=filters, pluck="name", limit=1, order_by=None)
		if newer:
			return reference.doctype, newer[0]
	return None


def _refuse_changed_rows(entries: list) -> None:
	"""Compare each field with what the merge left there; of several changes of one field the last one counts.

	A row that the merge changed first and took out then is no longer there to be compared.
	"""
	deleted = {(entry.ref_doctype, entry.ref_name) for entry in entries if entry.kind == DELETED}
	seen = set()
	for entry in entries:
		row, place = (entry.ref_doctype, entry.ref_name), (entry.ref_doctype, entry.ref_name, entry.fieldname)
		if entry.kind == SECRET or row in deleted or place in seen:
			continue
		seen.add(place)
		if _current(entry) != (entry.new_value or ""):
			message = _("{0} {1} was changed since, so the merge cannot be undone.")
			frappe.throw(message.format(_(entry.ref_doctype), entry.ref_name), MergeRefusedError)


def _current(entry) -> str:
	if _is_single(entry):
		value = frappe.db.get_single_value(entry.ref_doctype, entry.fieldname)
	else:
		value = frappe.db.get_value(entry.ref_doctype, entry.ref_name, entry.fieldname)
	return "" if value is None else str(value)


def _is_single(entry) -> bool:
	return entry.ref_doctype == entry.ref_name and bool(frappe.get_meta(entry.ref_doctype).issingle)


def _restore(entry) -> None:
	if entry.kind == DELETED:
		row = {key: value for key, value in json.loads(entry.old_value).items() if value is not None}
		frappe.db.bulk_insert(entry.ref_doctype, list(row), [tuple(row.values())])
	elif entry.kind == SECRET:
		hand_over_secret(entry.ref_doctype, entry.new_value, entry.old_value, entry.fieldname)
	else:
		values = (entry.ref_doctype, entry.ref_name, entry.fieldname, entry.old_value)
		frappe.db.set_value(*values, update_modified=False)
		frappe.clear_document_cache(entry.ref_doctype, entry.ref_name)
