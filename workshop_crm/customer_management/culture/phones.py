"""Phone numbers: read in any format, stored in E.164, shown the local way.

Validity rules come from the `phonenumbers` metadata (Oman: eight digits, no trunk zero). A number says
nothing about its network: customers keep it when they change the operator.
"""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType, ValidationResult

from workshop_crm.customer_management.culture.text import strip_marks, to_western_digits

HOME_REGION = "OM"

EMPTY = "empty"
NOT_A_NUMBER = "not_a_number"
TOO_SHORT = "too_short"
TOO_LONG = "too_long"
UNKNOWN_COUNTRY = "unknown_country"
NOT_IN_USE = "not_in_use"

REASONS = {
	EMPTY: "Enter a phone number.",
	NOT_A_NUMBER: "This is not a phone number.",
	TOO_SHORT: "This phone number is too short.",
	TOO_LONG: "This phone number is too long.",
	UNKNOWN_COUNTRY: "The country code of this phone number does not exist.",
	NOT_IN_USE: "No phone number of this country looks like this.",
}

_PARSE_FAILURES = {
	NumberParseException.INVALID_COUNTRY_CODE: UNKNOWN_COUNTRY,
	NumberParseException.TOO_SHORT_AFTER_IDD: TOO_SHORT,
	NumberParseException.TOO_SHORT_NSN: TOO_SHORT,
	NumberParseException.TOO_LONG: TOO_LONG,
}
_LENGTH_FAILURES = {
	ValidationResult.INVALID_COUNTRY_CODE: UNKNOWN_COUNTRY,
	ValidationResult.TOO_SHORT: TOO_SHORT,
	ValidationResult.IS_POSSIBLE_LOCAL_ONLY: TOO_SHORT,
	ValidationResult.TOO_LONG: TOO_LONG,
	ValidationResult.INVALID_LENGTH: NOT_IN_USE,
}
_MOBILE_TYPES = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
_LONGEST_INPUT = 60
_LABEL = re.compile(r"^(?:tel|phone|mobile|gsm|whatsapp)\s*[:.]?\s*", re.IGNORECASE)
_WRITTEN_LIKE_A_NUMBER = re.compile(r"[(\[]?\+?[0-9()\[\]{}\s./\\_,*·–—-]+$")


class MalformedPhone(ValueError):
	"""A text that is no usable phone number.

	`reason` is one of the constants of this module (`TOO_SHORT`, ...) for callers that translate;
	`str(error)` is the English sentence from `REASONS`.
	"""

	def __init__(self, reason: str, text: str = ""):
		super().__init__(REASONS[reason])
		self.reason = reason
		self.text = text


@dataclass(frozen=True)
class Phone:
	"""A valid number: `e164` like +96891234567, `national` its digits without the country code."""

	e164: str
	national: str
	country_code: int
	is_mobile: bool


def parse_phone(text: str, region: str = HOME_REGION) -> Phone:
	"""Read a number typed in any usual format: Arabic-Indic digits, 00968, +968, spaces, dots, brackets.

	Args: `region` is the ISO country whose local format is assumed when no country code was typed.
	Raises: MalformedPhone with its `reason`.
	"""
	typed = _readable(text)
	number = _parse(typed, region, text)
	length = phonenumbers.is_possible_number_with_reason(number)
	if length in _LENGTH_FAILURES:
		raise MalformedPhone(_LENGTH_FAILURES[length], text)
	if not phonenumbers.is_valid_number(number):
		raise MalformedPhone(NOT_IN_USE, text)
	return Phone(
		e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
		national=phonenumbers.national_significant_number(number),
		country_code=number.country_code,
		is_mobile=phonenumbers.number_type(number) in _MOBILE_TYPES,
	)


def _readable(text: str) -> str:
	"""Return the number with Western digits and a leading + for 00, or refuse what is no number."""
	typed = strip_marks(to_western_digits(unicodedata.normalize("NFKC", text or ""))).strip()
	typed = _LABEL.sub("", typed)
	if not typed:
		raise MalformedPhone(EMPTY, text)
	# letters are refused although phonenumbers reads "800-FLOWERS": a name in the phone column is a mistake
	if not _WRITTEN_LIKE_A_NUMBER.match(typed) or not any(map(str.isdigit, typed)):
		raise MalformedPhone(NOT_A_NUMBER, text)
	if len(typed) > _LONGEST_INPUT:
		raise MalformedPhone(TOO_LONG, text)
	digits = phone_digits(typed)
	return f"+{digits}" if "+" in typed or re.match(r"\D*00", typed) else _digits(typed)


def _parse(typed: str, region: str, text: str) -> phonenumbers.PhoneNumber:
	try:
		return phonenumbers.parse(typed, region)
	except NumberParseException as error:
		reason = _PARSE_FAILURES.get(error.error_type, NOT_A_NUMBER)
		if len(typed) < 3:
			reason = TOO_SHORT
		raise MalformedPhone(reason, text) from error


def format_phone(e164: str, region: str = HOME_REGION) -> str:
	"""Show a stored number as people of `region` write it: "9123 4567" at home, "+971 50 123 4567" abroad.

	A text that is no valid number is shown as it is: a display must not fail on old data.
	"""
	try:
		phone = parse_phone(e164, region)
	except MalformedPhone:
		return e164 or ""
	number = phonenumbers.parse(phone.e164)
	at_home = phonenumbers.country_code_for_region(region) == phone.country_code
	style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
	return phonenumbers.format_number(number, style)


def phone_digits(text: str) -> str:
	"""Return the digits of a number while it is being typed, Western, for a prefix or part search.

	The international prefix 00 is dropped, so "00968 91" and "+968 91" both give "96891".
	"""
	digits = _digits(to_western_digits(text))
	return digits[2:] if digits.startswith("00") else digits


def _digits(text: str) -> str:
	return "".join(char for char in text or "" if char in "0123456789")
