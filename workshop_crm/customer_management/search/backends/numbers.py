"""Candidates by numbers: customer and division numbers, identity numbers, phones, plates, VIN and IMEI, e-mail."""

from dataclasses import replace

from workshop_crm.customer_management.profile.identity import PATTERNS, identity_hmac
from workshop_crm.customer_management.profile.keys import HOME_CODE
from workshop_crm.customer_management.profile.numbers import CUSTOMER_PREFIX, DIGITS
from workshop_crm.customer_management.profile.vehicles.vin import TAIL
from workshop_crm.customer_management.search.backends import Hit, Narrowing
from workshop_crm.customer_management.search.backends.postings import beginning, holders
from workshop_crm.customer_management.search.query import Query

FEWEST_SIGNS = 3
FEWEST_OF_AN_EMAIL = 4
OF_KEYS = {
	"customer_number": "number",
	"account_number": "number",
	"phone": "phone",
	"phone_part": "phone",
	"plate": "plate",
	"plate_part": "plate",
	"vin": "vehicle",
	"imei": "vehicle",
	"email": "email",
}
BEGUN, ENDING, INSIDE, BARE = 0.9, 0.8, 0.6, 0.3


def by_numbers(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return those found by a number that is or begins with what was typed, or a phone or plate that contains it."""
	found = _by_bare_digits(query, narrowing, limit)
	for prefixes in searches(query):
		prefixes = [(kind, prefix) for kind, prefix in prefixes if OF_KEYS[kind] in narrowing.kinds]
		found += [number_hit(hit, prefixes) for hit in beginning(prefixes, narrowing, limit)]
	return found


def _by_bare_digits(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	found = holders("customer_number", [bare_number(query)], narrowing, limit)
	return [replace(hit, kind="number", strength=BARE) for hit in found]


def bare_number(query: Query) -> str:
	"""Return the customer number that ends in the digits typed, with zeros before them, "" where there is none."""
	if not query.text.isdigit() or not FEWEST_SIGNS <= len(query.text) <= DIGITS:
		return ""
	return CUSTOMER_PREFIX + query.text.rjust(DIGITS, "0")


def by_identity(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return who holds this identity number: the whole of it, as only its hash is kept."""
	found = holders("identity", identity_digests(query), narrowing, limit)
	return [replace(hit, kind="identity", matched="") for hit in found]


def identity_digests(query: Query) -> list[str]:
	"""Return the hashes under which an identity number is kept that reads as what was typed."""
	if query.has_letters and not query.is_one_word:
		return []
	compact = query.number.replace(" ", "").replace(".", "")
	return [identity_hmac(kind, compact) for kind, form in PATTERNS.items() if form.fullmatch(compact)]


def by_address(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return those in whose addresses the rarest of the words typed occurs; the last word may be unfinished."""
	words = [word for word in query.plain_words if len(word) >= FEWEST_SIGNS]
	if not words:
		return []
	found = holders("address", [max(words, key=len)], narrowing, limit)
	if not found and query.is_open:
		found = beginning([("address", words[-1])], narrowing, limit)
	return found


def searches(query: Query) -> list[list[tuple[str, str]]]:
	"""Return what is looked for; together stands in one list: (kind of key, beginning)."""
	searches = []
	if query.has_digit and query.has_letters and query.is_one_word and len(query.number) >= FEWEST_SIGNS:
		searches.append([(kind, query.number) for kind in ("customer_number", "account_number")])
	if query.digits and not query.has_letters:
		phones = [("phone", query.digits), ("phone", HOME_CODE + query.digits), ("phone_part", query.digits)]
		searches.append(phones)
	if query.has_digit and len(query.plate) >= FEWEST_SIGNS and query.is_short:
		things = [("plate", query.plate), ("plate_part", query.plate)]
		things += [(kind, query.code) for kind in ("vin", "imei") if len(query.code) >= TAIL]
		searches.append(things)
	if query.email or (query.is_one_word and not query.has_digit and len(query.text) >= FEWEST_OF_AN_EMAIL):
		searches.append([("email", query.email or query.text.lower())])
	return searches


def number_hit(hit: Hit, prefixes: list[tuple[str, str]]) -> Hit:
	"""Return the hit on a key as the hit on a number: what it is, and how much of it was typed."""
	kind = OF_KEYS[hit.kind]
	whole = any((hit.kind, hit.matched) == prefix for prefix in prefixes)
	part = hit.kind.endswith("_part")
	strength = (ENDING if whole else INSIDE) if part else (1.0 if whole else BEGUN)
	return replace(hit, kind=kind, strength=strength, matched="" if part else hit.matched)
