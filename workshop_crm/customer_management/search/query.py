"""What somebody typed, read once: words of a name, digits, and the written form of numbers and plates."""

import re
from dataclasses import dataclass

from workshop_crm.customer_management.culture.name_tokens import CONNECTORS, name_tokens
from workshop_crm.customer_management.culture.phones import phone_digits
from workshop_crm.customer_management.culture.text import fold, strip_marks, to_western_digits
from workshop_crm.customer_management.profile.keys import LONGEST_WORD
from workshop_crm.customer_management.profile.vehicles.plates import searched_plate
from workshop_crm.customer_management.profile.vehicles.vin import compact_vin

LONGEST = 140
MOST_WORDS = 6
LONGEST_CODE = 17
FEWEST_DIGITS = 3
# What somebody has typed so far who is about to write Al Harthy, or bin Salim.
BEGUN_ARTICLES = frozenset(("al", "el", "ال", *CONNECTORS))
# What becomes Abdullah, Abdul Rahman or عبد العزيز; all of these are stored as abd+rest.
BEGUN_ABD = frozenset(
	("abd", "abdu", "abdul", "abdel", "abdal", "عبد", "عبدا", "عبدال", "abd+ال", "abd+ا", "abd+al")
)
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
	def has_letters(self) -> bool:
		"""Tell a name or code from digits with blanks and signs between them."""
		return any(char.isalpha() for char in self.text)

	@property
	def is_short(self) -> bool:
		"""Tell that a plate, VIN or IMEI could be meant."""
		return len(self.code) <= LONGEST_CODE

	@property
	def is_one_word(self) -> bool:
		"""Tell that there is no blank inside."""
		return " " not in self.text


def read_query(text: str) -> Query:
	"""Return what `text` asks for. Any text at all is read; what is no letter or digit is left out."""
	# Half a sign of a broken client cannot be sent to any database.
	whole = (text or "")[: 4 * LONGEST].encode("utf-8", "ignore").decode()
	typed = strip_marks(whole).translate(WILDCARDS)
	cleaned = " ".join(to_western_digits(typed).split())[:LONGEST]
	folded = fold(cleaned)
	digits = phone_digits(cleaned)
	words = tuple(fold(token)[:LONGEST_WORD] for token in name_tokens(cleaned))[:MOST_WORDS]
	plain = tuple(_WORD.findall(folded))[:MOST_WORDS]
	return Query(
		text=cleaned,
		words=_without_begun_article(words),
		plain_words=plain,
		is_open=not typed[-1:].isspace(),
		digits=digits if len(digits) >= FEWEST_DIGITS else "",
		number=cleaned.upper() if plain else "",
		plate=searched_plate(cleaned)[:LONGEST],
		code=compact_vin(cleaned),
		email=folded if "@" in folded else "",
	)


def begun_forms(word: str) -> tuple[str, ...]:
	"""Return what the begun word may begin: itself, and what follows an article written together with it."""
	article = word[:2]
	return (word, word[2:]) if len(word) > 2 and article in ("al", "el", "ال") else (word,)


def _without_begun_article(words: tuple[str, ...]) -> tuple[str, ...]:
	"""Leave out a last word that only leads over to the next, and read a begun Abd al- as what it is stored as."""
	if len(words) > 1 and words[-1] in BEGUN_ARTICLES:
		return words[:-1]
	if words and words[-1] in BEGUN_ABD:
		return (*words[:-1], "abd+")
	return tuple(word.replace("abd+ال", "abd+") for word in words)
