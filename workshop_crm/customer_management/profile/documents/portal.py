"""What a customer sees of his own documents: those marked for the portal, in use, with their file."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.documents import files
from workshop_crm.customer_management.profile.documents.documents import state_of
from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE

PORTAL_FIELDS = ["name", "document_type", "title", "number", "issue_date", "expiry_date", "is_verified"]


def documents_for_portal(customer: str) -> list[dict]:
	"""Return the documents that `customer` may see with his own login, newest first; asks for no right.

	Each is a dict of PORTAL_FIELDS, `state` and `file_name`; notes, division and who verified stay inside.
	"""
	fields = [*PORTAL_FIELDS, "attachment", "reminder_days"]
	rows = frappe.get_all(DOCTYPE, filters=_shown_to(customer), fields=fields, order_by="creation desc")
	return [
		{
			**{field: row[field] for field in PORTAL_FIELDS},
			"state": state_of(row),
			"file_name": files.file_name_of(row.name, row.attachment),
		}
		for row in rows
	]


def file_for_portal(customer: str, document: str) -> tuple[str, bytes]:
	"""Return name and content of the file of a document that `customer` may see.

	Raises frappe.PermissionError for any other, with the same words whether it exists or not.
	"""
	attachment = frappe.db.get_value(DOCTYPE, {**_shown_to(customer), "name": document}, "attachment")
	row = attachment and frappe.db.get_value(
		"File", {"file_url": attachment, "attached_to_doctype": DOCTYPE, "attached_to_name": document}
	)
	if not row:
		frappe.throw(_("You have no such document."), frappe.PermissionError)
	file = frappe.get_doc("File", row)
	with open(file.get_full_path(), "rb") as stored:
		return file.file_name, stored.read()


def _shown_to(customer: str) -> dict:
	return {"customer": customer, "show_in_portal": 1, "disabled": 0}
