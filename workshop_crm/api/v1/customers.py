"""Customers over HTTP: find, register, read, change, take out of use, tie to a login or an employment."""

import frappe

from workshop_crm.api.arguments import page_of, read_as, read_fields, shaped, takes
from workshop_crm.api.v1.segments import Conditions, stored_conditions
from workshop_crm.api.v1.shapes import CustomerChanges
from workshop_crm.customer_management.culture.text import has_arabic
from workshop_crm.customer_management.culture.transliteration import suggest_arabic, suggest_latin
from workshop_crm.customer_management.profile import (
	contact_changes,
	directory,
	identity,
	linking,
	referral,
	sharing,
)
from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.customer_360 import overview as customer_overview
from workshop_crm.customer_management.profile.customer_360 import purchases
from workshop_crm.customer_management.profile.customer_360 import timeline as customer_timeline
from workshop_crm.customer_management.profile.registration import Registration, register
from workshop_crm.customer_management.search import export
from workshop_crm.customer_management.search import search as customer_search


@shaped(conditions=Conditions)
@frappe.whitelist(methods=["GET", "POST"])
def search(
	text: str = "",
	conditions: str | list | None = None,
	company: str | None = None,
	limit_start: int = 0,
	limit_page_length: int = 20,
) -> dict:
	"""Customers found by name in either script, phone, number, plate, VIN, invoice, e-mail, address or tag.

	`conditions` are those of a segment (fact, operator, values); without a text they alone decide. Returns rows (as
	`suggest` does), has_more, next_start and backend. Raises SegmentError, DivisionAccessError, PermissionError,
	ValidationError for more than 100 rows.
	"""
	start, limit = page_of(limit_start, limit_page_length)
	asked = stored_conditions(read_as(Conditions, conditions or []))
	found = customer_search.search_customers(text, asked, company or None, start, limit)
	return {
		"rows": found.rows,
		"has_more": found.has_more,
		"next_start": start + len(found.rows),
		"backend": found.backend,
	}


@frappe.whitelist(methods=["GET", "POST"])
def suggest(text: str, limit: int = 8) -> list[dict]:
	"""Customers for what was typed so far, the likeliest first, at most `limit` (up to 100).

	Rows: name, customer_name, customer_name_ar, customer_number, mobile_no, territory, lifecycle_stage, is_vip,
	disabled, score (0..1), reason (kind, label, field, matched, spans). Raises PermissionError, ValidationError
	for a larger limit.
	"""
	_start, limit = page_of(0, limit)
	return customer_search.suggest_customers(text, limit)


@shaped(conditions=Conditions)
@frappe.whitelist(methods=["GET", "POST"])
def search_file(
	text: str = "",
	conditions: str | list | None = None,
	company: str | None = None,
	file_format: str = export.CSV,
) -> None:
	"""Download what `search` finds as a file for a spreadsheet program: csv or xlsx.

	At most 499 customers by a text, 100,000 by filters alone. Raises PermissionError without the right to export
	customers, CustomerError for another format, SegmentError, DivisionAccessError.
	"""
	asked = stored_conditions(read_as(Conditions, conditions or []))
	content = export.search_as_file(text, asked, company or None, file_format)
	frappe.response["filename"] = f"customers.{file_format}"
	frappe.response["filecontent"] = content
	frappe.response["type"] = "binary"


@frappe.whitelist(methods=["GET", "POST"])
def suggest_name(text: str) -> dict:
	"""How a name might be written in the other script: {"suggestion": text}, empty where there is none."""
	frappe.has_permission("Customer", "read", throw=True)
	return {"suggestion": suggest_latin(text) if has_arabic(text) else suggest_arabic(text)}


@takes(sharing.PersonProbe)
@frappe.whitelist(methods=["GET", "POST"])
def duplicates(**person: object) -> list[dict]:
	"""Who might be the same person, surest first: score (0..1), reasons, values, blocking, visible.

	Send identity numbers by POST: an address ends up in logs. Candidates of divisions that the user may not see
	come without name and number. Raises InvalidPhoneError, InvalidEmailError, InvalidIdentityError,
	PermissionError.
	"""
	frappe.has_permission("Customer", "create", throw=True)
	return sharing.possible_duplicates(read_fields(sharing.PersonProbe, person))


@takes(Registration)
@frappe.whitelist(methods=["POST"])
def create(**registration: object) -> dict:
	"""Register a customer: Customer, Contact, account with `company`, identity numbers, search keys.

	Name, phone and language are demanded, more where the division says so. Returns the profile as `get` does.
	Raises DuplicateCustomerError (with `duplicates` beside `message`: name those who share a number in
	`shared_with`), MandatoryError, InvalidPhoneError, InvalidEmailError, InvalidIdentityError,
	DivisionAccessError, PermissionError.
	"""
	frappe.has_permission("Customer", "create", throw=True)
	return directory.profile_of(register(read_fields(Registration, registration)).name)


@frappe.whitelist(methods=["GET", "POST"])
def get(customer: str) -> dict:
	"""The profile of one customer: fields, phones, emails, identity (masked), preferred_channels, divisions.

	`identity` is empty for a user without the right on Customer Identity. Raises PermissionError,
	DoesNotExistError.
	"""
	return directory.profile_of(customer)


@shaped(changes=CustomerChanges)
@frappe.whitelist(methods=["POST"])
def update(customer: str, changes: str | dict) -> dict:
	"""Change fields of a customer; phones, e-mail and identity numbers have calls of their own.

	Returns the profile. Raises ValidationError for any other field, PermissionError, DoesNotExistError.
	"""
	frappe.has_permission("Customer", "write", throw=True)
	directory.update_customer(customer, read_as(CustomerChanges, changes))
	return directory.profile_of(customer)


@frappe.whitelist(methods=["POST"])
def disable(customer: str, reason: str) -> dict:
	"""Take a customer out of use instead of deleting him; keeps who, when and why.

	Returns the profile. Raises MandatoryError without a reason, CustomerError when disabled already,
	PermissionError.
	"""
	directory.disable_customer(customer, reason)
	return directory.profile_of(customer)


@frappe.whitelist(methods=["POST"])
def enable(customer: str) -> dict:
	"""Take a disabled customer into use again. Returns the profile.

	Raises CustomerError when he is in use or was merged into another one, PermissionError.
	"""
	directory.enable_customer(customer)
	return directory.profile_of(customer)


@frappe.whitelist(methods=["POST"])
def add_phone(customer: str, number: str, phone_type: str = "Other", is_primary: bool = False) -> dict:
	"""Add a phone in any format, or change type (Mobile, WhatsApp, Home, Work, Other) and rank of one on file.

	Returns phones and emails. Raises InvalidPhoneError, DuplicateCustomerError, CustomerError, PermissionError.
	"""
	contact_changes.add_phone(customer, number, phone_type, is_primary)
	return contact_details(customer)


@frappe.whitelist(methods=["POST"])
def remove_phone(customer: str, number: str) -> dict:
	"""Take a phone off. Returns phones and emails.

	Raises CustomerError for an unknown phone and for the first one, InvalidPhoneError, PermissionError.
	"""
	contact_changes.remove_phone(customer, number)
	return contact_details(customer)


@frappe.whitelist(methods=["POST"])
def set_email(customer: str, address: str | None = None) -> dict:
	"""Set the e-mail, or take it off when empty. Returns phones and emails.

	Raises InvalidEmailError, DuplicateCustomerError, PermissionError.
	"""
	contact_changes.set_email(customer, address)
	return contact_details(customer)


@frappe.whitelist(methods=["POST"])
def set_identity(
	customer: str,
	national_id: str | None = None,
	passport: str | None = None,
	commercial_registration: str | None = None,
) -> dict:
	"""Store the identity numbers given, encrypted; an empty text erases one. Returns them masked, by kind.

	Raises InvalidIdentityError, DuplicateCustomerError, PermissionError without the right on Customer Identity.
	"""
	frappe.get_doc("Customer", customer).check_permission("write")
	frappe.has_permission(identity.DOCTYPE, "write", throw=True)
	numbers = {
		"national_id": national_id,
		"passport": passport,
		"commercial_registration": commercial_registration,
	}
	identity.store_identity(
		customer, **{kind: number for kind, number in numbers.items() if number is not None}
	)
	return identity.masked_identity(customer)


@frappe.whitelist(methods=["POST"])
def share_number(customer: str, other: str, number: str) -> dict:
	"""Keep that two customers share a phone or e-mail on purpose. Returns {"shared": number in stored form}.

	Raises CustomerError where `other` does not hold it, InvalidPhoneError, InvalidEmailError, PermissionError.
	"""
	return {"shared": sharing.share_number(customer, other, number)}


@frappe.whitelist(methods=["POST"])
def not_duplicate(customer: str, other: str) -> dict:
	"""Keep that two customers are not the same person. Returns {"not_duplicate_of": other}.

	Raises CustomerError for one and the same, PermissionError, DoesNotExistError.
	"""
	sharing.tell_apart(customer, other)
	return {"not_duplicate_of": other}


@frappe.whitelist(methods=["POST"])
def link_user(customer: str, user: str) -> dict:
	"""Make a User the customer's own login, in ERPNext's portal too. Returns the profile.

	Raises AlreadyLinkedError when either is tied to another, CustomerError for a disabled User, PermissionError.
	"""
	linking.link_user(customer, user)
	return directory.profile_of(customer)


@frappe.whitelist(methods=["POST"])
def unlink_user(customer: str) -> dict:
	"""Take the customer's own login away.

	Returns the profile. Raises CustomerError without one, PermissionError.
	"""
	linking.unlink_user(customer)
	return directory.profile_of(customer)


@frappe.whitelist(methods=["POST"])
def link_employee(customer: str, employee: str) -> dict:
	"""Note that the customer is this Employee. Returns the profile.

	Raises AlreadyLinkedError when either is tied to another, CustomerError for one who has left,
	PermissionError.
	"""
	linking.link_employee(customer, employee)
	return directory.profile_of(customer)


@frappe.whitelist(methods=["POST"])
def unlink_employee(customer: str) -> dict:
	"""Take the link to an Employee away.

	Returns the profile. Raises CustomerError without one, PermissionError.
	"""
	linking.unlink_employee(customer)
	return directory.profile_of(customer)


@frappe.whitelist(methods=["GET", "POST"])
def overview(customer: str) -> dict:
	"""What the page Customer 360 shows at once: header, alerts, divisions, notes, lifetime, may.

	Raises PermissionError, DoesNotExistError.
	"""
	return customer_overview.customer_overview(customer)


@frappe.whitelist(methods=["GET", "POST"])
def timeline(
	customer: str,
	kinds: str | list[str] | None = None,
	limit_start: int = 0,
	limit_page_length: int = 20,
) -> dict:
	"""The customer's events, newest first, of all `kinds` or those named: events, has_more, next_start, kinds.

	Raises PermissionError, DoesNotExistError, ValidationError for more than 100 rows.
	"""
	wanted = read_as(list_of_texts, kinds or [])
	return customer_timeline.timeline(customer, wanted, *page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["GET", "POST"])
def history(
	customer: str,
	company: str | None = None,
	limit_start: int = 0,
	limit_page_length: int = 20,
) -> dict:
	"""Purchases and returns of all divisions that the user may see, or of one: rows, has_more, next_start.

	Raises PermissionError, DoesNotExistError, ValidationError for more than 100 rows.
	"""
	return purchases.purchase_history(customer, company, *page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["GET", "POST"])
def referred(customer: str, limit_start: int = 0, limit_page_length: int = 20) -> list[dict]:
	"""The customers whom this one brought and the user may see, the latest first.

	Rows: name, customer_name, customer_name_ar, customer_number, creation (day of registration). Raises
	PermissionError, DoesNotExistError, ValidationError for more than 100 rows.
	"""
	return referral.referred(customer, *page_of(limit_start, limit_page_length))


list_of_texts = list[str]


# Last, as from here on `list` means this endpoint.
@takes(directory.CustomerFilters)
@frappe.whitelist(methods=["GET", "POST"])
def list(limit_start: int = 0, limit_page_length: int = 20, **filters: object) -> dict:
	"""Customers that the user may see, the latest registered first: rows, has_more, next_start.

	Disabled customers appear with `disabled=1`, and among the others with `include_disabled=1`.
	Raises PermissionError, DivisionAccessError, ValidationError for an unknown filter or more than 100 rows.
	"""
	frappe.has_permission("Customer", "read", throw=True)
	wanted = read_fields(directory.CustomerFilters, filters)
	page = page_of(limit_start, limit_page_length)
	among = customer_search.found_by_text(wanted.text) if wanted.text else None
	return directory.list_customers(wanted, *page, among=among)
