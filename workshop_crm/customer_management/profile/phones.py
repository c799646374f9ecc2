"""Phone numbers and e-mail addresses as this app stores them, with refusals in the user's language."""

import frappe
from frappe import _
from frappe.utils import validate_email_address

from workshop_crm.customer_management.culture.phones import MalformedPhone, Phone, parse_phone
from workshop_crm.exceptions import InvalidEmailError, InvalidPhoneError


def require_phone(text: str, *, mobile: bool = False) -> Phone:
	"""Read `text` as a phone number of any format; without a country code it is Omani.

	Raises InvalidPhoneError, also for a landline where `mobile` is demanded.
	"""
	try:
		phone = parse_phone(text)
	except MalformedPhone:
		frappe.throw(_("{0} is not a valid phone number.").format(frappe.bold(text)), InvalidPhoneError)
	if mobile and not phone.is_mobile:
		message = _("{0} is not a mobile number. The first phone of a person must be one.")
		frappe.throw(message.format(frappe.bold(text)), InvalidPhoneError)
	return phone


def require_email(text: str) -> str:
	"""Return the e-mail address in lower case, or raise InvalidEmailError."""
	address = text.strip().lower()
	if not address or validate_email_address(address) != address:
		frappe.throw(_("{0} is not a valid e-mail address.").format(frappe.bold(text)), InvalidEmailError)
	return address
