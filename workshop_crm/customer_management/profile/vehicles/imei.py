"""IMEI numbers of phones and tablets: 3GPP TS 23.003, fourteen digits and a Luhn check digit."""

import re

from workshop_crm.customer_management.culture.text import strip_marks, to_western_digits
from workshop_crm.labels import mark as _


class MalformedImei(ValueError):
	"""A text that is no IMEI; its message says why, yet to be translated."""


def parse_imei(text: str) -> str:
	"""Return the 15 digits of an IMEI as typed, with blanks, hyphens or slashes. Raises MalformedImei."""
	digits = re.sub(r"[\s/-]", "", to_western_digits(strip_marks(text)))
	if not re.fullmatch(r"[0-9]{15}", digits):
		raise MalformedImei(_("An IMEI has 15 digits."))
	if luhn_sum(digits) % 10:
		raise MalformedImei(_("The check digit of the IMEI is wrong."))
	return digits


def luhn_sum(digits: str) -> int:
	"""Return the Luhn sum, a multiple of ten where the last digit agrees (TS 23.003 annex B)."""
	doubled = (2 * int(digit) if place % 2 else int(digit) for place, digit in enumerate(reversed(digits)))
	return sum(value - 9 if value > 9 else value for value in doubled)
