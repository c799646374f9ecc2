"""Numbers on documents: those of identity documents are encrypted and shown masked, others are plain."""

import frappe
from frappe import _

from workshop_crm.customer_management.culture.text import to_western_digits
from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE
from workshop_crm.customer_management.profile.identity import mask, normalise
from workshop_crm.customer_management.profile.verification.identity import may_decide
from workshop_crm.exceptions import CustomerError

# Type of document -> kind of identity number that gives its form; a licence in Oman bears a number of its own form.
SEALED_TYPES = {
	"National ID": "national_id",
	"Passport": "passport",
	"Commercial Registration": "commercial_registration",
	"Driving Licence": None,
}
SECRET = "number_secret"


def is_sealed(document_type: str | None) -> bool:
	"""Tell whether numbers of this type of document are kept encrypted."""
	return document_type in SEALED_TYPES


def seal_number(document) -> None:
	"""Encrypt the number of an identity document and leave its mask; used on saving.

	A number that was not touched arrives as its mask. A change of the type demands the number again. Raises
	InvalidIdentityError.
	"""
	before = document.get_doc_before_save()
	untouched = bool(before and before.number and document.number == before.number)
	if untouched and is_sealed(before.document_type):
		same_type = before.document_type == document.document_type
		document.update({SECRET: before.get(SECRET) if same_type else None})
		document.number = document.number if same_type else None
		return
	number = to_western_digits((document.number or "").strip())
	if not (number and is_sealed(document.document_type)):
		document.update({"number": number or None, SECRET: None})
		return
	kind = SEALED_TYPES[document.document_type]
	number = normalise(kind, number) if kind else number.upper()
	document.update({"number": mask(number), SECRET: number})


def whole_number(name: str) -> str:
	"""Return the whole number of a document, for managers; who looked is written on the document.

	Raises frappe.PermissionError for all others, CustomerError where there is none.
	"""
	document = frappe.get_doc(DOCTYPE, name)
	document.check_permission("read")
	if not is_sealed(document.document_type) and document.number:
		return document.number
	if not may_decide():
		frappe.throw(_("Only a manager sees the whole number."), frappe.PermissionError)
	number = document.get_password(SECRET, raise_exception=False)
	if not number:
		frappe.throw(_("This document has no number."), CustomerError)
	document.add_comment("Info", _("The whole number was shown."))
	return number
