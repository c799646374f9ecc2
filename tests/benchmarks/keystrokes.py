"""What receptionists type: a realistic mix of texts about customers who exist, drawn by a fixed seed."""

import random
from collections.abc import Callable, Iterator

import frappe

SEED = 4
ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def keystrokes(count: int) -> list[tuple[str, str]]:
	"""Return `count` pairs (kind, text), each about a customer drawn from all."""
	rng = random.Random(SEED)
	people = list(_people(rng, count))
	kinds = rng.choices(list(MIX), [share for share, _type in MIX.values()], k=count)
	return [(kind, MIX[kind][1](rng, person)) for kind, person in zip(kinds, people, strict=True)]


def _people(rng: random.Random, count: int) -> Iterator[dict]:
	fields = ["customer_name", "customer_name_ar", "customer_number", "mobile_no"]
	last = frappe.db.count("Customer")
	numbers = [f"UCST-{rng.randint(1, last):06d}" for _n in range(count)]
	rows = frappe.get_all(
		"Customer", {"customer_number": ("in", numbers)}, fields, order_by="customer_number"
	)
	while count > 0:
		yield from rows[:count]
		count -= len(rows)


def _begun(field: str) -> Callable:
	def type_it(rng: random.Random, person: dict) -> str:
		name = person[field] or person["customer_name"]
		return name[: rng.randint(2, len(name))]

	return type_it


def _two_words(field: str) -> Callable:
	def type_it(rng: random.Random, person: dict) -> str:
		words = (person[field] or person["customer_name"]).split()
		return f"{words[0]} {words[-1]}"

	return type_it


def _mistyped(rng: random.Random, person: dict) -> str:
	words = person["customer_name"].lower().split()
	text = f"{words[0]} {words[-1]}"
	place = rng.randrange(1, len(text) - 1)
	return rng.choice(
		(
			text[:place] + text[place + 1 :],
			text[:place] + rng.choice(LETTERS) + text[place:],
			text[:place] + text[place + 1] + text[place] + text[place + 2 :],
		)
	)


def _phone(rng: random.Random, person: dict) -> str:
	local = (person["mobile_no"] or "")[4:]
	length = rng.randint(3, len(local)) if len(local) > 3 else 0
	shapes = (
		local[:length],
		local[-4:],
		f"{local[:4]} {local[4:]}",
		local[1 : 1 + length],
		f"+968{local[:length]}",
	)
	text = rng.choice(shapes)
	return text.translate(ARABIC_DIGITS) if rng.random() < 0.2 else text


def _number(rng: random.Random, person: dict) -> str:
	number = person["customer_number"]
	return number if rng.random() < 0.5 else number[: rng.randint(6, len(number))]


def _plate(rng: random.Random, _person: dict) -> str:
	return f"{rng.randint(1000, 99999)} {rng.choice('ABDHRSY')}{rng.choice('ABDHRSY')}"


def _invoice(rng: random.Random, _person: dict) -> str:
	number = f"ACC-SINV-2026-{rng.randint(1, 250):05d}"
	return number if rng.random() < 0.5 else number[: rng.randint(9, len(number))]


# Kind of text: share of the mix, and what makes it.
MIX = {
	"Latin name begun": (25, _begun("customer_name")),
	"Arabic name begun": (25, _begun("customer_name_ar")),
	"two Latin words": (8, _two_words("customer_name")),
	"two Arabic words": (7, _two_words("customer_name_ar")),
	"name with a slip": (8, _mistyped),
	"part of a phone": (15, _phone),
	"customer number": (4, _number),
	"plate": (4, _plate),
	"invoice number": (4, _invoice),
}
