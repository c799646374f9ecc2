"""Verifying a customer's phone: he reads back the code that was sent to it."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.one_time_codes import issue_code, use_code
from workshop_crm.customer_management.profile.phones import require_phone
from workshop_crm.customer_management.profile.verification import flags, records
from workshop_crm.exceptions import CustomerError

PURPOSE = "Verify Phone"
CHANNELS = ("SMS", "WhatsApp", "Phone")


def send_code(customer: str, number: str, channel: str = "SMS"):
	"""Send a code to a phone on the customer's file and return its record, Pending.

	Raises CustomerError where he has no such phone, it is verified or the channel reaches none,
	CodeChannelMissingError, OneTimeCodeError, InvalidPhoneError, frappe.PermissionError.
	"""
	records.writable_customer(customer)
	if channel not in CHANNELS:
		frappe.throw(_("A phone is not verified by {0}.").format(_(channel)), CustomerError)
	phone = _phone_on_file(customer, number)
	records.refuse_verified(customer, records.PHONE, phone)
	issue_code(_purpose(customer), phone, channel)
	record = records.record_of(customer, records.PHONE, phone)
	return records.store(record, status=records.PENDING, method=channel, verified_by=None, verified_on=None)


def confirm(customer: str, number: str, code: str):
	"""Take the code that the customer read back and return the record, Verified.

	Raises OneTimeCodeError for a code that is wrong, used, expired or was sent for something else.
	"""
	records.writable_customer(customer)
	phone = _phone_on_file(customer, number)
	use_code(_purpose(customer), phone, code)
	record = records.record_of(customer, records.PHONE, phone)
	records.decide(record, records.VERIFIED, record.method, by=frappe.session.user)
	flags.show_on_contacts(customer, records.PHONE, phone)
	return record


def _purpose(customer: str) -> str:
	# Two of a family share a phone: the code for one does not verify the other's.
	return f"{PURPOSE}: {customer}"[:140]


def _phone_on_file(customer: str, number: str) -> str:
	phone = require_phone(number).e164
	if phone not in {row["number"] for row in contact_details(customer)["phones"]}:
		frappe.throw(_("This customer has no phone {0}.").format(phone), CustomerError)
	return phone
