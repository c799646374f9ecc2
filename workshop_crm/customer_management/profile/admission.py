"""Asking another division for a customer whom it knows and the own division does not.

Who asks learns nothing of the customer, not even which division knows him: he names a phone, e-mail or identity
number that the customer gave him. A manager who sees the customer decides; admitting opens the account.
"""

from contextlib import contextmanager

import frappe
from frappe import _
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile import divisions, sharing
from workshop_crm.customer_management.profile.duplicates import find_duplicates
from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.exceptions import AdmissionError

DOCTYPE = "Customer Admission"
OPEN, ADMITTED, DECLINED = "Open", "Admitted", "Declined"
MANAGER = "Workshop Manager"
MOST_OPEN = 20
MOST_HOLDERS = 5


def ask(person: sharing.PersonProbe, company: str, reason: str) -> list[dict]:
	"""Ask for the customers of other divisions who have the phone, e-mail or identity number of `person`.

	Returns one row for each request (name, company, status, asked_on); an open one is not made twice. Raises
	AdmissionError where there is nobody to ask for, or too much is asked, DivisionAccessError, MandatoryError.
	"""
	divisions.require_visible_company(company)
	if not reason.strip():
		frappe.throw(_("Please write why the division needs this customer."), frappe.MandatoryError)
	hidden = _hidden_holders(person)
	if not hidden:
		frappe.throw(
			_("No customer of another division has this phone, e-mail or identity number."), AdmissionError
		)
	return [_shown(_open_request(customer, company, reason)) for customer in hidden]


def own_requests(start: int = 0, limit: int = 20) -> list[dict]:
	"""Return the requests of the session's user, the latest first, without the customers they are about."""
	fields = ["name", "company", "status", "asked_on", "answer"]
	filters = {"asked_by": frappe.session.user}
	return frappe.get_all(
		DOCTYPE,
		filters=filters,
		fields=fields,
		order_by="creation desc",
		limit_start=start,
		limit_page_length=limit,
	)


def admit(request: str) -> str:
	"""Open the account that is asked for; returns its name.

	Raises frappe.PermissionError, AdmissionError where the request was decided already.
	"""
	doc = _decidable(request)
	account = _open_account(doc)
	_decide(doc, ADMITTED)
	number = frappe.db.get_value("Customer", doc.customer, "customer_number")
	with _in_language_of(doc.asked_by):
		text = _("The customer you asked for was admitted to {0}: {1}.").format(doc.company, number)
	_write_todo(doc.asked_by, text, "Customer", doc.customer)
	return account


def decline(request: str, reason: str) -> None:
	"""Say no, with a reason for who asked.

	Raises frappe.PermissionError, AdmissionError where the request was decided already, MandatoryError.
	"""
	doc = _decidable(request)
	if not reason.strip():
		frappe.throw(_("Please write the reason for declining."), frappe.MandatoryError)
	_decide(doc, DECLINED, reason)
	with _in_language_of(doc.asked_by):
		text = _("Your request for a customer of another division was declined: {0}").format(reason)
	_write_todo(doc.asked_by, text)


def deciders(customer: str) -> list[str]:
	"""Return the enabled managers who see `customer`."""
	holders = frappe.get_all("Has Role", filters={"role": MANAGER, "parenttype": "User"}, pluck="parent")
	filters = {"name": ("in", holders), "enabled": 1}
	users = frappe.get_all("User", filters=filters, pluck="name", order_by="name") if holders else []
	return [user for user in users if can_see_customer(customer, user)]


def _hidden_holders(person: sharing.PersonProbe) -> list[str]:
	"""A like name is no ground to ask: it would let anyone find out who is known elsewhere."""
	found = [c for c in find_duplicates(sharing.probe_of(person)) if c.blocking]
	return [c.customer for c in found if not can_see_customer(c.customer)][:MOST_HOLDERS]


def _open_request(customer: str, company: str, reason: str):
	asked = {"customer": customer, "company": company, "status": OPEN}
	known = frappe.db.get_value(DOCTYPE, asked)
	if known:
		return frappe.get_doc(DOCTYPE, known)
	if frappe.db.count(DOCTYPE, {"asked_by": frappe.session.user, "status": OPEN}) >= MOST_OPEN:
		frappe.throw(
			_("{0} of your requests are open. Please wait for an answer.").format(MOST_OPEN), AdmissionError
		)
	who = {"asked_by": frappe.session.user, "asked_on": now_datetime(), "reason": reason}
	request = frappe.get_doc({"doctype": DOCTYPE, **asked, **who}).insert(ignore_permissions=True)
	for manager in deciders(customer):
		with _in_language_of(manager):
			text = _("{0} asks to be admitted to a customer of your division.").format(company)
		_write_todo(manager, text, DOCTYPE, request.name)
	return request


def _shown(request) -> dict:
	return {field: request.get(field) for field in ("name", "company", "status", "asked_on")}


def _decidable(request: str):
	if MANAGER not in frappe.get_roles():
		raise frappe.PermissionError(_("Only a Workshop Manager decides on admissions."))
	doc = frappe.get_doc(DOCTYPE, request, for_update=True)
	doc.check_permission("read")
	if doc.status != OPEN:
		frappe.throw(_("This request was decided already."), AdmissionError)
	return doc


def _open_account(request) -> str:
	"""The manager need not see the division that asks: his yes is what lets it in."""
	asked = {"customer": request.customer, "company": request.company}
	known = frappe.db.get_value(divisions.DOCTYPE, asked)
	if known:
		return known
	account = frappe.get_doc({"doctype": divisions.DOCTYPE, **asked})
	return account.insert(ignore_permissions=True).name


def _decide(request, status: str, answer: str = "") -> None:
	decided = {"decided_by": frappe.session.user, "decided_on": now_datetime()}
	request.update({"status": status, "answer": answer, **decided})
	request.save(ignore_permissions=True)
	filters = {"reference_type": DOCTYPE, "reference_name": request.name, "status": "Open"}
	for name in frappe.get_all("ToDo", filters=filters, pluck="name"):
		todo = frappe.get_doc("ToDo", name)
		todo.status = "Closed"
		todo.save(ignore_permissions=True)


@contextmanager
def _in_language_of(user: str):
	"""Let texts come in the language of who reads them, not of who acts."""
	own = frappe.local.lang
	frappe.local.lang = frappe.db.get_value("User", user, "language") or own
	try:
		yield
	finally:
		frappe.local.lang = own


def _write_todo(user: str, text: str, doctype: str | None = None, name: str | None = None) -> None:
	"""Not assigned in the name of who acts: he would see to whom it went, and so which division knows the customer."""
	values = {"allocated_to": user, "assigned_by": "Administrator", "description": text}
	reference = {"reference_type": doctype, "reference_name": name} if doctype else {}
	frappe.get_doc({"doctype": "ToDo", **values, **reference}).insert(ignore_permissions=True)
