"""The Contact of a customer: phones in E.164, e-mails in lower case, types and primary flags."""

from contextlib import contextmanager

import frappe

from workshop_crm.customer_management.profile.keys import contact_names
from workshop_crm.customer_management.profile.phones import require_email, require_phone

# Frappe's names hold 140 characters; some are left for ERPNext's "-1" of a namesake.
LONGEST_NAME = 135
MOBILE, WHATSAPP, OTHER = "Mobile", "WhatsApp", "Other"


def write_primary_contact(customer, registration):
	"""Make the Contact of a new Customer from a checked registration and tie the two; returns the Contact."""
	contact = frappe.new_doc("Contact", is_primary_contact=1, **_contact_names(registration))
	contact.append("links", {"link_doctype": "Customer", "link_name": customer.name})
	for row in _phone_rows(registration):
		contact.append("phone_nos", row)
	if registration.email:
		contact.append("email_ids", {"email_id": registration.email, "is_primary": 1})
	# ERPNext would tie earlier calls of this number to the Contact and commit, in the middle of our transaction.
	contact.flags.ignore_auto_link_call_log = True
	# Registration has looked for duplicates of all that stands here.
	contact.flags.duplicates_checked = True
	with _no_avatar_lookup():
		contact.insert(ignore_permissions=True, set_name=_short_name(customer, contact))
	_show_on_customer(customer, contact)
	return contact


def contact_details(customer: str) -> dict[str, list[dict]]:
	"""Return phones (number, type, is_primary, verified) and emails (address, is_primary, verified) of all his Contacts."""
	contacts = contact_names(customer)
	if not contacts:
		return {"phones": [], "emails": []}
	parents = {"parenttype": "Contact", "parent": ("in", contacts)}
	phone_fields = [
		"phone as number",
		"phone_type as type",
		"is_primary_mobile_no as is_primary",
		"phone_verified as verified",
	]
	phones = frappe.get_all("Contact Phone", filters=parents, fields=phone_fields, order_by="parent, idx")
	email_fields = ["email_id as address", "is_primary", "email_verified as verified"]
	emails = frappe.get_all("Contact Email", filters=parents, fields=email_fields, order_by="parent, idx")
	return {"phones": phones, "emails": emails}


def customers_of(contact) -> list[str]:
	"""Return the customers a Contact document is linked to."""
	return [link.link_name for link in contact.links if link.link_doctype == "Customer"]


def normalise_contact(contact) -> None:
	"""Write every phone as E.164 and every e-mail in lower case; raises InvalidPhoneError, InvalidEmailError."""
	for row in contact.phone_nos:
		row.phone = require_phone(row.phone).e164
	for row in contact.email_ids:
		row.email_id = require_email(row.email_id)
	for field in ("mobile_no", "phone"):
		if contact.get(field):
			contact.set(field, require_phone(contact.get(field)).e164)
	if contact.email_id:
		contact.email_id = require_email(contact.email_id)


def _contact_names(registration) -> dict[str, str | None]:
	given = registration.given_name or registration.customer_name
	family = " ".join(filter(None, (registration.father_name, registration.family_name)))
	return {
		"first_name": given,
		"last_name": family if registration.given_name else None,
		"salutation": registration.salutation,
		"gender": registration.gender,
		"company_name": None if registration.is_person else registration.customer_name,
	}


def _short_name(customer, contact) -> str | None:
	"""Return a name for the Contact of a customer whose name is long, or None where ERPNext's own fits.

	ERPNext joins the person's and the customer's name, which together may be longer than a document's name.
	"""
	joined = f"{contact.first_name} {contact.last_name or ''}-{customer.name}"
	return (
		f"{customer.name[: LONGEST_NAME - 20]}-{customer.customer_number}"
		if len(joined) > LONGEST_NAME
		else None
	)


def _phone_rows(registration) -> list[dict]:
	rows = [
		{"phone": registration.phone, "phone_type": MOBILE, "is_primary_mobile_no": 1, "is_primary_phone": 1}
	]
	if registration.whatsapp and registration.whatsapp != registration.phone:
		rows.append({"phone": registration.whatsapp, "phone_type": WHATSAPP})
	known = {row["phone"] for row in rows}
	return rows + [
		{"phone": phone, "phone_type": OTHER} for phone in registration.more_phones if phone not in known
	]


def _show_on_customer(customer, contact) -> None:
	"""Copy what ERPNext shows of the primary Contact, as its own form does.

	Not by `customer.db_set`, which reads the document with all its child tables again first.
	"""
	values = {
		"customer_primary_contact": contact.name,
		"mobile_no": contact.mobile_no,
		"email_id": contact.email_id,
	}
	frappe.db.set_value("Customer", customer.name, values, update_modified=False)
	customer.update(values)


@contextmanager
def _no_avatar_lookup():
	"""Frappe asks an avatar service on the internet about each new e-mail address, unless rows are being imported."""
	before = frappe.flags.in_import
	frappe.flags.in_import = True
	try:
		yield
	finally:
		frappe.flags.in_import = before
