"""Tying a customer to his own login (User) or to his employment (Employee).

Each belongs to one customer only.
"""

import frappe
from frappe import _

from workshop_crm.exceptions import AlreadyLinkedError, CustomerError

PORTAL_ROLE = "Customer"
STANDARD_USERS = ("Administrator", "Guest")


def link_user(customer: str, user: str):
	"""Make `user` the customer's own login, also for ERPNext's portal pages; returns the Customer.

	Raises AlreadyLinkedError when either is tied to another, CustomerError for a disabled or standard User.
	"""
	doc = _writable(customer)
	if user in STANDARD_USERS or not frappe.db.get_value("User", user, "enabled"):
		frappe.throw(_("{0} is not an enabled user.").format(user), CustomerError)
	_refuse_second(doc, "linked_user", user)
	doc.linked_user = user
	# ERPNext's pages for orders and invoices show a customer to the users in this table only.
	if user not in [row.user for row in doc.portal_users]:
		doc.append("portal_users", {"user": user})
	doc.save()
	_give_portal_role(user)
	return doc


def unlink_user(customer: str):
	"""Take the customer's own login away, in the portal too; returns the Customer.

	Raises CustomerError without one.
	"""
	doc = _writable(customer)
	_refuse_missing(doc, "linked_user")
	doc.portal_users = [row for row in doc.portal_users if row.user != doc.linked_user]
	doc.linked_user = None
	doc.save()
	return doc


def link_employee(customer: str, employee: str):
	"""Note that the customer is this Employee; returns the Customer.

	Raises AlreadyLinkedError when either is tied to another, CustomerError for an Employee who has left.
	"""
	doc = _writable(customer)
	if frappe.db.get_value("Employee", employee, "status") != "Active":
		frappe.throw(_("{0} is not an active employee.").format(employee), CustomerError)
	_refuse_second(doc, "linked_employee", employee)
	doc.linked_employee = employee
	doc.save()
	return doc


def unlink_employee(customer: str):
	"""Take the link to an Employee away; returns the Customer. Raises CustomerError without one."""
	doc = _writable(customer)
	_refuse_missing(doc, "linked_employee")
	doc.linked_employee = None
	doc.save()
	return doc


def customer_of_login(user: str | None = None) -> str:
	"""Return the customer whose own login `user` (default: the session's) is.

	Raises frappe.PermissionError for everybody else, and for one who is out of use.
	"""
	filters = {"linked_user": user or frappe.session.user, "disabled": 0}
	customer = frappe.db.get_value("Customer", filters)
	if not customer:
		frappe.throw(_("This login belongs to no customer."), frappe.PermissionError)
	return customer


def _writable(customer: str):
	# Locked, so that two links made at the same moment do not both find the customer free.
	doc = frappe.get_doc("Customer", customer, for_update=True)
	doc.check_permission("write")
	return doc


def _refuse_second(doc, fieldname: str, wanted: str) -> None:
	linked = doc.get(fieldname)
	if not linked:
		return
	label = _(doc.meta.get_label(fieldname))
	message = _("{0} of this customer is {1} already.").format(label, linked)
	frappe.throw(message, AlreadyLinkedError)


def _refuse_missing(doc, fieldname: str) -> None:
	if not doc.get(fieldname):
		message = _("This customer has no {0}.").format(_(doc.meta.get_label(fieldname)))
		frappe.throw(message, CustomerError)


def _give_portal_role(user: str) -> None:
	"""ERPNext adds the role only when a System Manager saves the customer; the counter has no such right."""
	if PORTAL_ROLE not in frappe.get_roles(user):
		doc = frappe.get_doc("User", user)
		doc.append("roles", {"role": PORTAL_ROLE})
		doc.save(ignore_permissions=True)
