"""Number plates in one written form, whichever script, order or blanks somebody types them in.

An Omani plate shows digits and a code of one or two letters, each in Arabic and Latin. A plate is kept as
its digits and then its letters, in Latin: "أ ب ١٢٣٤", "1234 AB" and "AB-1234" are one plate.
"""

import re
from dataclasses import dataclass

from workshop_crm.customer_management.culture.text import strip_marks, to_western_digits
from workshop_crm.labels import mark as _

HOME_COUNTRY = "Oman"
LONGEST = 12
OMANI = re.compile(r"(\d{1,6})([A-Z]{0,3})")
# The Latin letter shown beside the Arabic one. Saudi plates have pairs of their own (Saudi traffic department).
ARABIC_LETTERS = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويىة", "ABTTJHKDDRZSSSDTZEGFGKLMNHWYYH", strict=True))
SAUDI_LETTERS = dict(zip("ابحدرسصطعقكلمنهويى", "ABJDRSXTEGKLZNHUVV", strict=True))
LETTERS = {"Saudi Arabia": SAUDI_LETTERS}
ALEF_FORMS = str.maketrans(dict.fromkeys("أإآٱ", "ا") | {"ـ": "", "ک": "ك", "ی": "ي"})


class MalformedPlate(ValueError):
	"""A text that is no number plate; its message says why, yet to be translated."""


@dataclass(frozen=True)
class Plate:
	"""A plate: issuing country, digits, and letters in Latin."""

	country: str
	digits: str
	letters: str

	@property
	def shown(self) -> str:
		"""Return the plate as it is written in documents: 1234 AB."""
		return f"{self.digits} {self.letters}".strip()

	@property
	def compact(self) -> str:
		"""Return the plate as it is searched for, without its country."""
		return self.digits + self.letters

	@property
	def key(self) -> str:
		"""Return the text that is the same for one plate, however typed, and differs between two."""
		return f"{self.country}:{self.compact}"


def parse_plate(text: str, country: str = HOME_COUNTRY) -> Plate:
	"""Read a plate as typed. Raises MalformedPlate where no plate of that country looks so."""
	compact = latin_plate(text, country)
	digits, letters = _parts(compact)
	if not compact.isalnum() or not compact.isascii() or len(compact) > LONGEST:
		raise MalformedPlate(_("A plate holds digits and letters, at most twelve."))
	if not digits:
		raise MalformedPlate(_("A plate holds at least one digit."))
	if country == HOME_COUNTRY and not OMANI.fullmatch(digits + letters):
		raise MalformedPlate(_("An Omani plate has up to six digits and up to three letters."))
	return Plate(country, digits, letters)


def searched_plate(text: str) -> str:
	"""Return the beginning of a plate that is still being typed, as `Plate.compact` has it."""
	return "".join(_parts(latin_plate(text)))


def latin_plate(text: str, country: str = HOME_COUNTRY) -> str:
	"""Return what was typed in Latin capitals and western digits, without blanks, hyphens and dots."""
	letters = LETTERS.get(country, ARABIC_LETTERS)
	western = to_western_digits(strip_marks(text)).translate(ALEF_FORMS)
	return "".join(letters.get(char, char) for char in re.sub(r"[\s.\-/|]", "", western)).upper()


def _parts(compact: str) -> tuple[str, str]:
	digits = "".join(char for char in compact if char.isdigit())
	return digits, "".join(char for char in compact if char.isalpha())
