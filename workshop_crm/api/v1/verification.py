"""Verification over HTTP: phones by code, e-mails by link, addresses and identity documents by staff."""

import frappe
from frappe.rate_limiter import rate_limit

from workshop_crm.api.arguments import page_of
from workshop_crm.customer_management.profile.verification import (
	address,
	email,
	identity,
	phone,
	records,
	sheet,
	statistics,
)

HOUR = 3600


@frappe.whitelist(methods=["GET", "POST"])
def status(customer: str) -> list[dict]:
	"""What of a customer was verified, is pending, rejected or expired; newest first.

	Raises PermissionError, DoesNotExistError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	frappe.has_permission(records.DOCTYPE, "read", throw=True)
	return records.visible_records(customer)


@frappe.whitelist(methods=["GET", "POST"])
def of_customer(customer: str) -> dict:
	"""What of a customer can be verified, and how far that is: `phones`, `emails`, `addresses`, `identity`.

	Rows have value, shown, status, method, verified_by_name, verified_on, notes; beside them `channels` for codes and
	`may`. Raises PermissionError, DoesNotExistError.
	"""
	return sheet.verification_sheet(customer)


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=60, seconds=HOUR)
def send_code(customer: str, number: str, channel: str = "SMS") -> dict:
	"""Send a code to a phone on the customer's file by `channel` (SMS, WhatsApp, or Phone: read out by a call).

	Returns the record. Raises CustomerError, CodeChannelMissingError, OneTimeCodeError, InvalidPhoneError, PermissionError.
	"""
	return _shown(phone.send_code(customer, number, channel))


@frappe.whitelist(methods=["POST"])
def confirm_phone(customer: str, number: str, code: str) -> dict:
	"""Take the code that the customer read back; five tries.

	Returns the record. Raises OneTimeCodeError, CustomerError, InvalidPhoneError, PermissionError.
	"""
	return _shown(phone.confirm(customer, number, code))


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=60, seconds=HOUR)
def send_link(customer: str, email_address: str) -> dict:
	"""Mail a link to an e-mail on the customer's file; it is valid for 72 hours.

	Returns the record. Raises CustomerError, CodeChannelMissingError, InvalidEmailError, PermissionError.
	"""
	return _shown(email.send_link(customer, email_address))


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=10, seconds=HOUR)
def confirm_email(token: str) -> dict:
	"""Spend the token of a mailed link; whoever holds it, without a login.

	Returns {"verified": true}. Raises OneTimeCodeError, RateLimitExceededError.
	"""
	email.confirm(token)
	return {"verified": True}


@frappe.whitelist(methods=["GET", "POST"])
def pending_addresses(
	company: str | None = None, area: str | None = None, limit_start: int = 0, limit_page_length: int = 20
) -> list[dict]:
	"""Addresses that nobody decided yet, oldest first, of one division or area (city) where given.

	Raises PermissionError, ValidationError for a page over 100 rows.
	"""
	return address.pending(company, area, *page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["POST"])
def decide_address(
	name: str,
	status: str = records.VERIFIED,
	notes: str | None = None,
	latitude: float | None = None,
	longitude: float | None = None,
) -> dict:
	"""Mark an Address Verified, Rejected (with `notes`) or Pending, with its GPS coordinates in degrees.

	Returns status and coordinates. Raises CustomerError, MandatoryError, PermissionError, DoesNotExistError.
	"""
	doc = address.decide(name, status, notes, latitude, longitude)
	fields = ("name", *address.DECISION_FIELDS, *address.COORDINATES)
	return {field: doc.get(field) for field in fields}


@frappe.whitelist(methods=["POST"])
def decide_addresses(names: list[str], status: str = records.VERIFIED, notes: str | None = None) -> dict:
	"""Decide up to 100 addresses at once; one that is refused does not hold up the others.

	Returns `decided` and `refused` (address, reason). Raises CustomerError, PermissionError.
	"""
	return address.decide_many(names, status, notes)


@frappe.whitelist(methods=["GET", "POST"])
def address_statistics() -> dict:
	"""Counts of pending, verified and rejected addresses: `total`, `divisions`, `areas`.

	Raises PermissionError.
	"""
	return statistics.address_statistics()


@frappe.whitelist(methods=["POST"])
def decide_identity(
	customer: str, number_kind: str, status: str = records.VERIFIED, notes: str | None = None
) -> dict:
	"""Mark the document behind `number_kind` (national_id, passport, commercial_registration) Verified or Rejected.

	Managers only. Returns the record. Raises PermissionError, CustomerError, MandatoryError.
	"""
	return _shown(identity.decide(customer, number_kind, status, notes))


def _shown(record) -> dict:
	return {field: record.get(field) for field in records.SHOWN_FIELDS}
