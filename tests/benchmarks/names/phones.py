"""Phones by a part of the number: 20,000 Omani numbers in memory, asked for by beginning and ending."""

import random
from bisect import bisect_left

from tests.benchmarks.names.pairs import SEED
from workshop_crm.customer_management.culture.phones import phone_digits
from workshop_crm.customer_management.culture.text import to_arabic_digits

SIZE, ASKED, SHOWN = 20_000, 500, 5
_COUNTRY = "968"


class PhoneIndex:
	"""Numbers sorted forwards and backwards; a country code before a typed part is left out."""

	def __init__(self, numbers: list[str]):
		self.forwards = sorted(numbers)
		self.backwards = sorted(number[::-1] for number in numbers)

	def search(self, typed: str) -> list[str]:
		"""Return the numbers that begin with the typed digits, then those that end with them."""
		digits = phone_digits(typed).removeprefix("00")
		if len(digits) > 8:
			digits = digits.removeprefix(_COUNTRY)
		ends = [number[::-1] for number in _beginning(self.backwards, digits[::-1])]
		return list(dict.fromkeys((*_beginning(self.forwards, digits), *ends)))


def shares() -> dict[str, float]:
	"""Share of typed parts for which the number is among the first five found."""
	rng = random.Random(SEED)
	numbers = sorted({f"{rng.choice('79')}{rng.randrange(10**7):07d}" for _number in range(SIZE)})
	index, asked = PhoneIndex(numbers), rng.sample(numbers, ASKED)
	parts = {
		"the whole number": lambda number: f"{number[:4]} {number[4:]}",
		"the number with its country code": lambda number: f"+968 {number[:4]}-{number[4:]}",
		"Arabic-Indic digits": to_arabic_digits,
		"the first six digits": lambda number: number[:6],
		"the last five digits": lambda number: number[-5:],
		"the last four digits": lambda number: number[-4:],
	}
	return {
		kind: sum(number in index.search(typed(number))[:SHOWN] for number in asked) / ASKED
		for kind, typed in parts.items()
	}


def _beginning(ordered: list[str], digits: str) -> list[str]:
	place = bisect_left(ordered, digits)
	found = []
	while place < len(ordered) and ordered[place].startswith(digits) and len(found) < SHOWN:
		found.append(ordered[place])
		place += 1
	return found
