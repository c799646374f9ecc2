"""Vehicle identification numbers: form and check digit.

Form: ISO 3779, 17 characters, digits and Latin letters without I, O and Q. Check digit at place 9: 49 CFR 565.15,
binding for vehicles of North America, whose world manufacturer identifier begins with 1 to 5; elsewhere makers
may put anything there.
"""

import re
from dataclasses import dataclass

from workshop_crm.customer_management.culture.text import strip_marks, to_western_digits
from workshop_crm.labels import mark as _

LENGTH = 17
TAIL = 6
FORM = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
NORTH_AMERICA = frozenset("12345")
# 49 CFR 565.15(c): value of each letter, weight of each place, ten is written X.
LETTER_VALUES = dict(
	zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


class MalformedVin(ValueError):
	"""A text that is no VIN; its message says why, yet to be translated."""


@dataclass(frozen=True)
class Vin:
	"""A well-formed VIN and whether its check digit agrees."""

	text: str

	@property
	def tail(self) -> str:
		"""Return the last six characters, by which people name a vehicle."""
		return self.text[-TAIL:]

	@property
	def check_digit_agrees(self) -> bool:
		"""Tell whether place 9 holds the check digit."""
		return self.text[8] == check_digit(self.text)

	@property
	def check_digit_is_binding(self) -> bool:
		"""Tell whether the maker had to put the check digit there."""
		return self.text[0] in NORTH_AMERICA


def parse_vin(text: str) -> Vin:
	"""Read a VIN as typed: either case, blanks and hyphens, digits of either script.

	Raises MalformedVin for a wrong length or character, and for a wrong check digit where it is binding.
	"""
	compact = compact_vin(text)
	if len(compact) != LENGTH:
		raise MalformedVin(_("A VIN has 17 characters."))
	if not FORM.fullmatch(compact):
		raise MalformedVin(_("A VIN holds digits and Latin letters without I, O and Q."))
	vin = Vin(compact)
	if vin.check_digit_is_binding and not vin.check_digit_agrees:
		raise MalformedVin(_("The check digit of the VIN is wrong."))
	return vin


def compact_vin(text: str) -> str:
	"""Return what was typed in capitals, without blanks and hyphens."""
	return re.sub(r"[\s-]", "", to_western_digits(strip_marks(text))).upper()


def check_digit(text: str) -> str:
	"""Return the character that belongs at place 9 of a VIN of 17 characters."""
	values = (int(char) if char.isdigit() else LETTER_VALUES[char] for char in text)
	remainder = sum(value * weight for value, weight in zip(values, WEIGHTS, strict=True)) % 11
	return "X" if remainder == 10 else str(remainder)
