"""Customers of other divisions over HTTP: asking for them, and the manager's answer."""

import frappe

from workshop_crm.api.arguments import page_of, read_as, shaped
from workshop_crm.customer_management.profile import admission
from workshop_crm.customer_management.profile.sharing import PersonProbe


@shaped(person=PersonProbe)
@frappe.whitelist(methods=["POST"])
def ask(company: str, reason: str, person: str | dict) -> list[dict]:
	"""Ask the managers of other divisions to admit `company` to the customers who have a phone, e-mail or number.

	`person` is what `customers.duplicates` takes. Rows: name, company, status, asked_on; of the customers nothing
	is told. Raises AdmissionError (nobody to ask for, or 20 open requests), MandatoryError, DivisionAccessError,
	InvalidPhoneError, InvalidEmailError, InvalidIdentityError, PermissionError.
	"""
	frappe.has_permission("Customer", "create", throw=True)
	return admission.ask(read_as(PersonProbe, person), company, reason)


@frappe.whitelist(methods=["GET", "POST"])
def mine(limit_start: int = 0, limit_page_length: int = 20) -> list[dict]:
	"""The user's own requests, the latest first, at most 100 a page: name, company, status, asked_on, answer.

	Raises PermissionError, ValidationError for a longer page.
	"""
	frappe.has_permission("Customer", "create", throw=True)
	return admission.own_requests(*page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["POST"])
def admit(request: str) -> dict:
	"""Open the account that was asked for, as a Workshop Manager who sees the customer.

	Returns {"account": name}. Raises AdmissionError where it was decided already, PermissionError,
	DoesNotExistError.
	"""
	return {"account": admission.admit(request)}


@frappe.whitelist(methods=["POST"])
def decline(request: str, reason: str) -> dict:
	"""Say no to a request, with a reason for who asked, as a Workshop Manager who sees the customer.

	Returns {"status": "Declined"}. Raises AdmissionError where it was decided already, MandatoryError,
	PermissionError, DoesNotExistError.
	"""
	admission.decline(request, reason)
	return {"status": admission.DECLINED}
