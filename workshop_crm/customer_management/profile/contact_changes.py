"""Changing a customer's phones and e-mail after registration, on his primary Contact.

Saving the Contact brings numbers into their stored form and refuses those of another customer.
"""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.contacts import MOBILE, OTHER
from workshop_crm.customer_management.profile.keys import contact_names
from workshop_crm.customer_management.profile.phones import require_email, require_phone
from workshop_crm.exceptions import CustomerError

PHONE_TYPES = (MOBILE, "WhatsApp", "Home", "Work", OTHER)


def add_phone(customer: str, number: str, phone_type: str = OTHER, is_primary: bool = False):
	"""Add a phone, or change type and rank of one on file; returns the Contact.

	Raises InvalidPhoneError, DuplicateCustomerError when another customer holds it.
	"""
	contact = _primary_contact(customer)
	if phone_type not in PHONE_TYPES:
		frappe.throw(_("{0} is not a type of phone.").format(phone_type), CustomerError)
	phone = require_phone(number, mobile=is_primary).e164
	row = _row_of(contact, phone) or contact.append("phone_nos", {"phone": phone})
	row.phone_type = phone_type
	if is_primary:
		_make_primary(contact, phone)
	return _save(contact, customer)


def remove_phone(customer: str, number: str):
	"""Take a phone off; returns the Contact. Raises CustomerError for an unknown one and for the primary one."""
	contact = _primary_contact(customer)
	phone = require_phone(number).e164
	row = _row_of(contact, phone)
	if not row:
		frappe.throw(_("This customer has no phone {0}.").format(phone), CustomerError)
	if row.is_primary_mobile_no:
		frappe.throw(
			_("The first phone cannot be removed. Make another one the first before."), CustomerError
		)
	contact.remove(row)
	return _save(contact, customer)


def set_email(customer: str, address: str | None):
	"""Set the customer's e-mail, or take it off when empty; returns the Contact. Raises InvalidEmailError."""
	contact = _primary_contact(customer)
	address = require_email(address) if address else None
	others = [row.email_id for row in contact.email_ids if not row.is_primary and row.email_id != address]
	contact.set("email_ids", [])
	for email in filter(None, (address, *others)):
		contact.append("email_ids", {"email_id": email, "is_primary": int(email == address)})
	contact.email_id = address
	return _save(contact, customer)


def _primary_contact(customer: str):
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("write")
	name = doc.customer_primary_contact or next(iter(contact_names(customer)), None)
	if name:
		return frappe.get_doc("Contact", name)
	contact = frappe.new_doc("Contact", first_name=doc.customer_name, is_primary_contact=1)
	contact.append("links", {"link_doctype": "Customer", "link_name": customer})
	return contact


def _row_of(contact, phone: str):
	return next((row for row in contact.phone_nos if row.phone == phone), None)


def _make_primary(contact, phone: str) -> None:
	for row in contact.phone_nos:
		row.is_primary_mobile_no = row.is_primary_phone = int(row.phone == phone)


def _save(contact, customer: str):
	# The right on the customer was checked; a Contact has no right of its own in the counter's roles on every
	# site.
	contact.save(ignore_permissions=True) if not contact.is_new() else contact.insert(ignore_permissions=True)
	shown = {
		"customer_primary_contact": contact.name,
		"mobile_no": contact.mobile_no,
		"email_id": contact.email_id,
	}
	frappe.db.set_value("Customer", customer, shown)
	return contact
