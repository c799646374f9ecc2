"""Documents of customers: entered with their file, changed, verified by managers, listed as the viewer may see them."""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, cint, getdate, now_datetime

from workshop_crm.customer_management.profile.documents import files
from workshop_crm.customer_management.profile.documents.numbers import seal_number
from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE
from workshop_crm.customer_management.profile.verification.identity import may_decide
from workshop_crm.exceptions import CustomerError

CHANGEABLE_FIELDS = (
	"company",
	"document_type",
	"number",
	"title",
	"issue_date",
	"expiry_date",
	"reminder_days",
	"show_in_portal",
	"disabled",
	"notes",
)
SHOWN_FIELDS = (
	"name",
	"customer",
	*CHANGEABLE_FIELDS,
	"attachment",
	"is_verified",
	"verified_by",
	"verified_on",
	"creation",
)
VERIFICATION_FIELDS = ("is_verified", "verified_by", "verified_on")
# What a manager looked at when he verified the document.
VERIFIED_FIELDS = ("customer", "document_type", "number", "issue_date", "expiry_date", "attachment")
USUAL_DAYS = 30
SAVEPOINT = "document"
EXPIRED, RUNNING_OUT, VALID = "Expired", "Running Out", "Valid"


def add_document(customer: str, document_type: str, upload: tuple[str, bytes] | None = None, **values):
	"""Enter a document of `customer` and return it.

	`upload` is name and content of the file; without it `values` name in `attachment` a private file that the user
	uploaded before. Further `values` are CHANGEABLE_FIELDS. Raises DocumentFileError, CustomerError, InvalidIdentityError,
	frappe.PermissionError; nothing is kept then.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	if upload:
		files.check_content(*upload)
	document = frappe.new_doc(DOCTYPE, customer=customer, document_type=document_type)
	# Frappe fills in the user's default company; here an empty division means all.
	given = {**_changeable(values), "company": values.get("company") or ""}
	document.update({**given, "attachment": values.get("attachment")})
	document.flags.file_follows = bool(upload)
	frappe.db.savepoint(SAVEPOINT)
	try:
		document.insert()
		return replace_file(document, *upload) if upload else document
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		raise


def update_document(name: str, changes: dict, upload: tuple[str, bytes] | None = None):
	"""Change the CHANGEABLE_FIELDS named, or the file, and return the document; None empties a field.

	A verified document whose number, dates or file change is no longer verified. Raises as `add_document` does.
	"""
	document = frappe.get_doc(DOCTYPE, name)
	document.check_permission("write")
	document.update(_changeable(changes))
	return replace_file(document, *upload) if upload else document.save()


def replace_file(document, file_name: str, content: bytes):
	"""Give the document another file; the one before stays among its attachments. Raises DocumentFileError."""
	document.attachment = files.store_upload(document.name, file_name, content).file_url
	return document.save()


def verify_document(name: str, verified: bool = True):
	"""Write that a manager compared the document with its original, or take that back; returns the document.

	Raises frappe.PermissionError for all but managers, CustomerError for one that has run out.
	"""
	document = frappe.get_doc(DOCTYPE, name)
	document.check_permission("write")
	if not may_decide():
		frappe.throw(_("Only a manager verifies documents."), frappe.PermissionError)
	if verified and state_of(document) == EXPIRED:
		frappe.throw(_("A document that has run out cannot be verified."), CustomerError)
	document.is_verified = int(verified)
	document.verified_by = frappe.session.user if verified else None
	document.verified_on = now_datetime() if verified else None
	document.flags.verification_decided = True
	return document.save()


def delete_document(name: str) -> None:
	"""Delete a document with its file. Raises frappe.PermissionError; who may not delete can take it out of use."""
	document = frappe.get_doc(DOCTYPE, name)
	document.check_permission("delete")
	frappe.delete_doc(DOCTYPE, name)


def documents_of(customer: str) -> list[dict]:
	"""Return the documents of a customer that the session's user may see: those in use first, soonest to run out first.

	Each is a dict of SHOWN_FIELDS, `state` (Expired, Running Out, Valid), `file_name` and `verified_by_name`.
	"""
	if not frappe.has_permission(DOCTYPE, "read"):
		return []
	rows = frappe.get_list(
		DOCTYPE,
		filters={"customer": customer},
		fields=list(SHOWN_FIELDS),
		order_by="disabled asc, creation desc",
		limit_page_length=0,
	)
	return shown_rows(sorted(rows, key=lambda row: (row.disabled, getdate(row.expiry_date or date.max))))


def number_of_documents(customer: str) -> int:
	"""Return how many documents in use of a customer the session's user may see."""
	if not frappe.has_permission(DOCTYPE, "read"):
		return 0
	filters = {"customer": customer, "disabled": 0}
	return frappe.get_list(DOCTYPE, filters=filters, fields=["count(name) as found"])[0].found


def viewer_rights() -> dict[str, bool]:
	"""Return what the session's user may do with documents."""
	rights = {right: bool(frappe.has_permission(DOCTYPE, right)) for right in ("create", "write", "delete")}
	return {**rights, "verify": rights["write"] and may_decide(), "whole_number": may_decide()}


def shown_document(document) -> dict:
	"""Return one Customer Document as the lists show it."""
	return shown_rows([frappe._dict({field: document.get(field) for field in SHOWN_FIELDS})])[0]


def shown_rows(rows: list) -> list[dict]:
	"""Add to rows of SHOWN_FIELDS what is computed: state, name of the file, name of who verified."""
	if not rows:
		return []
	names = _names_of({row.verified_by for row in rows if row.verified_by})
	hung = {"attached_to_doctype": DOCTYPE, "attached_to_name": ("in", [row.name for row in rows])}
	found = frappe.get_all("File", filters=hung, fields=["attached_to_name", "file_url", "file_name"])
	file_names = {(row.attached_to_name, row.file_url): row.file_name for row in found}
	for row in rows:
		row.state = state_of(row)
		row.company = row.company or None
		row.file_name = file_names.get((row.name, row.attachment))
		row.verified_by_name = names.get(row.verified_by)
	return rows


def state_of(document, today: date | None = None) -> str:
	"""Tell whether a document has run out, does so within the days of its reminder, or is valid."""
	today = today or getdate()
	if not document.expiry_date:
		return VALID
	expiry = getdate(document.expiry_date)
	if expiry < today:
		return EXPIRED
	days = cint(document.reminder_days) or USUAL_DAYS
	return RUNNING_OUT if expiry <= getdate(add_days(today, days)) else VALID


def check_document(document) -> None:
	"""Check dates, number, file and verification; used by the controller.

	Raises CustomerError, InvalidIdentityError, DocumentFileError.
	"""
	_check_dates(document)
	seal_number(document)
	files.check_attachment(document)
	keep_verification(document)


def keep_verification(document) -> None:
	"""Keep what is stored of the verification, whatever a form sends, and undo it where the document changed."""
	if document.flags.verification_decided:
		return
	before = document.get_doc_before_save()
	changed = before is None or any(
		_text(before, field) != _text(document, field) for field in VERIFIED_FIELDS
	)
	for field in VERIFICATION_FIELDS:
		document.set(field, None if changed else before.get(field))
	document.is_verified = cint(document.is_verified)


def _check_dates(document) -> None:
	if document.issue_date and getdate(document.issue_date) > getdate():
		frappe.throw(_("The issue date lies in the future."), CustomerError)
	if document.issue_date and document.expiry_date:
		if getdate(document.expiry_date) <= getdate(document.issue_date):
			frappe.throw(_("The document must run out after it was issued."), CustomerError)


def _text(document, field: str) -> str:
	return str(document.get(field) or "")


def _changeable(values: dict) -> dict:
	return {field: value for field, value in values.items() if field in CHANGEABLE_FIELDS}


def _names_of(users: set[str]) -> dict[str, str]:
	if not users:
		return {}
	filters = {"name": ("in", list(users))}
	return dict(frappe.get_all("User", filters=filters, fields=["name", "full_name"], as_list=True))
