"""Documents of customers over HTTP: enter with their file, change, verify, and what the customer himself may fetch."""

from dataclasses import dataclass

import frappe

from workshop_crm.api.arguments import page_of, read_as, read_fields, shaped, takes
from workshop_crm.api.uploads import sent_file
from workshop_crm.api.v1.shapes import DocumentChanges
from workshop_crm.customer_management.profile.documents import documents, expiry, files, numbers, portal
from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE
from workshop_crm.customer_management.profile.linking import customer_of_login


@dataclass(frozen=True)
class NewDocument:
	"""What is known of a document; dates as ISO text.

	The file is sent with the call as the part `file`, or `attachment` is the address of a private file uploaded before.
	"""

	customer: str
	document_type: str
	company: str | None = None
	number: str | None = None
	title: str | None = None
	issue_date: str | None = None
	expiry_date: str | None = None
	reminder_days: int | None = None
	show_in_portal: bool = False
	notes: str | None = None
	attachment: str | None = None


@takes(NewDocument)
@frappe.whitelist(methods=["POST"])
def create(**document: object) -> dict:
	"""Enter a document of a customer with its file; the numbers of identity documents are encrypted.

	Returns it as `list` does. Raises DocumentFileError (missing, public, too large, of a kind that is not accepted),
	InvalidIdentityError, CustomerError, PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "create", throw=True)
	values = vars(read_fields(NewDocument, document))
	return documents.shown_document(documents.add_document(**values, upload=sent_file()))


@shaped(changes=DocumentChanges)
@frappe.whitelist(methods=["POST"])
def update(document: str, changes: str | dict = "{}") -> dict:
	"""Change fields of a document, or its file, which is sent as the part `file`; null empties a field.

	What was verified is not any more. Returns it as `list` does. Raises DocumentFileError, InvalidIdentityError,
	CustomerError, ValidationError for any other field, PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "write", throw=True)
	changed = documents.update_document(document, read_as(DocumentChanges, changes), sent_file())
	return documents.shown_document(changed)


@frappe.whitelist(methods=["POST"])
def verify(document: str, verified: bool = True) -> dict:
	"""Write that the document was compared with its original, or take that back. Managers only.

	Returns it as `list` does. Raises CustomerError for one that has run out, PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "write", throw=True)
	return documents.shown_document(documents.verify_document(document, verified))


@frappe.whitelist(methods=["POST"])
def show_number(document: str) -> dict:
	"""The whole number of an identity document, for managers; that it was shown is written on the document.

	Returns {"number": text}. Raises CustomerError where there is none, PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	return {"number": numbers.whole_number(document)}


@frappe.whitelist(methods=["POST"])
def delete(document: str) -> dict:
	"""Delete a document with its file; who may not takes it out of use with `update`.

	Returns {"deleted": name}. Raises PermissionError, DoesNotExistError.
	"""
	frappe.has_permission(DOCTYPE, "delete", throw=True)
	documents.delete_document(document)
	return {"deleted": document}


@frappe.whitelist(methods=["GET", "POST"])
def near_expiry(
	days: int = 30, company: str | None = None, limit_start: int = 0, limit_page_length: int = 20
) -> list[dict]:
	"""Documents in use that run out within `days` (at most 365), soonest first, of one division where given.

	Raises PermissionError, ValidationError for a page over 100 rows.
	"""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	return expiry.near_expiry(days, company, *page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["GET", "POST"])
def number_near_expiry() -> dict:
	"""The number of documents that run out within 30 days, for a Number Card: value, fieldtype, route, route_options."""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	card = {"value": expiry.number_near_expiry(), "fieldtype": "Int"}
	return {**card, "route": ["List", DOCTYPE], "route_options": expiry.near_expiry_filters()}


@frappe.whitelist(methods=["GET", "POST"])
def mine() -> list[dict]:
	"""The documents that the customer of this login may see: type, title, number (masked), dates, state, file_name.

	Raises PermissionError for a login that belongs to no customer.
	"""
	return portal.documents_for_portal(customer_of_login())


@frappe.whitelist(methods=["GET", "POST"])
def download_mine(document: str) -> None:
	"""Send the file of one of the documents in `mine`. Raises PermissionError for any other."""
	file_name, content = portal.file_for_portal(customer_of_login(), document)
	frappe.response.update({"type": "download", "filename": file_name, "filecontent": content})


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str) -> dict:
	"""The documents of a customer: `rows`, `may`, what the viewer may do, and `accepts`: `kinds` of files, `megabytes`.

	A row has its fields, `state` (Expired, Running Out, Valid), `file_name` and `verified_by_name`. Raises PermissionError,
	DoesNotExistError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	frappe.has_permission(DOCTYPE, "read", throw=True)
	accepts = {"kinds": files.allowed_kinds(), "megabytes": files.largest_size() // files.MEGABYTE}
	return {"rows": documents.documents_of(customer), "may": documents.viewer_rights(), "accepts": accepts}
