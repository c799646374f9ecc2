"""What somebody typed, read once: words of a name, digits, and the written form of numbers and plates."""

import re
from dataclasses import dataclass

from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.phones import phone_digits
from workshop_crm.customer_management.culture.text import fold, strip_marks, to_western_digits
from workshop_crm.customer_management.profile.vehicles.plates import searched_plate
from workshop_crm.customer_management.profile.vehicles.vin import compact_vin

LONGEST = 140
MOST_WORDS = 6
FEWEST_DIGITS = 3
# They mean something to LIKE, in one database or the other; no name, number or plate has them.
WILDCARDS = str.maketrans("", "", "%_\\\0")
EMAIL_SIGNS = frozenset("@.-+")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Query:
	"""A text that customers are searched by.

	`text` is what was typed, cleaned and cut to LONGEST. `words` are the words of a name as `name_tokens` gives
	them, the last of which may go on where `is_open`. `plain_words` are all words, folded, for addresses and
	tags. `digits` are those of a phone in any format, "" for fewer than FEWEST_DIGITS; `number` is the text as
	customer, division and invoice numbers are written; `code` is a plate, VIN or IMEI without blanks.
	"""

	text: str
	words: tuple[str, ...] = ()
	plain_words: tuple[str, ...] = ()
	is_open: bool = True
	digits: str = ""
	number: str = ""
	plate: str = ""
	code: str = ""
	email: str = ""

	@property
	def is_empty(self) -> bool:
		"""Tell that nothing was typed by which anybody can be found."""
		return not (self.words or self.plain_words or self.digits or self.number)

	@property
	def has_digit(self) -> bool:
		"""Tell whether it may be part of a number."""
		return any(char in "0123456789" for char in self.number)

	@property
	def is_one_word(self) -> bool:
		"""Tell that there is no blank inside."""
		return " " not in self.text


def read_query(text: str) -> Query:
	"""Return what `text` asks for. Any text at all is read; what is no letter or digit is left out."""
	typed = strip_marks(text or "")[: 4 * LONGEST].translate(WILDCARDS)
	cleaned = " ".join(to_western_digits(typed).split())[:LONGEST]
	folded = fold(cleaned)
	digits = phone_digits(cleaned)
	plain = tuple(_WORD.findall(folded))[:MOST_WORDS]
	return Query(
		text=cleaned,
		words=tuple(token[:40] for token in name_tokens(cleaned))[:MOST_WORDS],
		plain_words=plain,
		is_open=not typed[-1:].isspace(),
		digits=digits if len(digits) >= FEWEST_DIGITS else "",
		number=cleaned.upper() if plain else "",
		plate=searched_plate(cleaned)[:LONGEST],
		code=compact_vin(cleaned),
		email=folded if "@" in folded else "",
	)
