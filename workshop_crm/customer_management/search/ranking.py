"""The order of what was found, and why each was: exact numbers, exact names, beginnings, the other script, alike.

Pure: knows no host and no backend. A name is compared here, word by word, whatever key led to the customer.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz import fuzz

from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.culture.name_likeness import word_likeness
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import fold, has_arabic
from workshop_crm.customer_management.search.query import Query, begun_forms

EXACT, PREFIX, CROSS_SCRIPT, FUZZY = "name", "prefix", "cross_script", "fuzzy"
# Least and greatest score of each reason. A higher band always goes first.
BANDS = {
	"identity": (0.99, 1.0),
	"number": (0.70, 0.99),
	"invoice": (0.70, 0.98),
	"phone": (0.70, 0.97),
	"plate": (0.70, 0.96),
	"vehicle": (0.70, 0.95),
	"email": (0.70, 0.94),
	EXACT: (0.85, 0.93),
	PREFIX: (0.70, 0.85),
	CROSS_SCRIPT: (0.50, 0.69),
	FUZZY: (0.20, 0.49),
	"address": (0.15, 0.30),
	"tag": (0.15, 0.30),
}
# Many may share these, so they are no sign that a name matches too.
VAGUE = ("address", "tag")
ROUGHNESS = {EXACT: 0, PREFIX: 1, CROSS_SCRIPT: 2, FUZZY: 3}
# Below this two words are not taken for one name.
LEAST_LIKENESS = 0.62
NAME_FIELDS = ("customer_name", "customer_name_ar")


@dataclass(frozen=True)
class Reason:
	"""Why a customer was found.

	`kind` is a key of BANDS, `field` the field of Customer or "" for what stands elsewhere, `matched` the text in
	which `spans` (pairs of first and last place + 1) are to be marked.
	"""

	kind: str
	score: float
	field: str = ""
	matched: str = ""
	spans: tuple[tuple[int, int], ...] = ()


@dataclass
class Candidate:
	"""A customer with his row and the hits that led to him."""

	row: dict
	hits: list = field(default_factory=list)

	@property
	def weight(self) -> int:
		"""How recent and frequent his visits are."""
		return max((hit.weight for hit in self.hits), default=0)


@dataclass(frozen=True)
class WordMatch:
	"""A typed word and the word of a name taken for it."""

	place: int
	kind: str
	likeness: float


def rank(query: Query, candidates: list[Candidate], limit: int) -> list[tuple[Candidate, Reason]]:
	"""Return those who really match, best first; ties go to the heavier one.

	Of many candidates by name only the likeliest are compared word by word, `limit` being so many as are needed.
	"""
	names = matcher_of(query)
	compared = {candidate.row["name"] for candidate in _likeliest(query, candidates, limit)}
	found = []
	for candidate in candidates:
		reasons = [by_hit(hit) for hit in candidate.hits if hit.kind != EXACT]
		by_name = names.best_reason(candidate.row) if candidate.row["name"] in compared else None
		reasons += [by_name] if by_name else []
		if reasons:
			found.append((candidate, max(reasons, key=lambda reason: reason.score)))
	return sorted(found, key=_order)


def _likeliest(query: Query, candidates: list[Candidate], limit: int) -> list[Candidate]:
	"""Compare whole names roughly, which takes a thousandth of comparing their words."""
	if len(candidates) <= limit or not query.words:
		return candidates
	typed = query.text.lower()

	def roughly(candidate: Candidate) -> tuple:
		by_number = any(hit.kind not in (EXACT, *VAGUE) for hit in candidate.hits)
		names = [str(candidate.row.get(field) or "").lower() for field in NAME_FIELDS]
		return (
			-by_number,
			-max(
				fuzz.partial_token_set_ratio(typed, name) + fuzz.token_set_ratio(typed, name)
				for name in names
			),
			-candidate.weight,
		)

	return sorted(candidates, key=roughly)[:limit]


def _order(pair: tuple[Candidate, Reason]) -> tuple:
	candidate, reason = pair
	used = not candidate.row.get("disabled")
	return (-round(reason.score, 3), -used, -candidate.weight, candidate.row["name"])


def by_hit(hit) -> Reason:
	"""Return the reason that a hit other than by name stands for."""
	least, most = BANDS[hit.kind]
	score = most if hit.strength >= 1 else least + hit.strength * (min(most, 0.85) - least)
	return Reason(hit.kind, score, matched=hit.matched)


@lru_cache(maxsize=8192)
def folded_tokens(name: str) -> tuple[str, ...]:
	"""Return the words of a name as they are stored for searching."""
	return tuple(token if token.isascii() else fold(token) for token in name_tokens(name))


sound_of = lru_cache(maxsize=32768)(token_key)


@lru_cache(maxsize=64)
def matcher_of(query: Query) -> "NameMatcher":
	"""Return the matcher of a query; rows of one page share it with their ranking."""
	return NameMatcher(query)


class NameMatcher:
	"""Compares the typed words with the names of many customers; each pair of words is judged once."""

	def __init__(self, query: Query):
		self.words = query.words
		self.is_latin = not any(map(has_arabic, query.words))
		self.open_place = len(query.words) - 1 if query.is_open else None
		self.begun = begun_forms(query.words[-1]) if query.words else ()
		self._judged: dict[tuple[int, str], float] = {}

	def best_reason(self, row: dict) -> Reason | None:
		"""Return the better reason of the names in both scripts, without spans, or None where no name matches."""
		if not self.words:
			return None
		found: list[Reason] = []
		for fieldname in NAME_FIELDS if self.is_latin else reversed(NAME_FIELDS):
			reason = self._reason(fieldname, row[fieldname]) if row.get(fieldname) else None
			found += [reason] if reason else []
			# What is the same in the script typed cannot be found better in the other.
			if reason and reason.kind in (EXACT, PREFIX):
				break
		return max(found, key=lambda reason: reason.score, default=None)

	def _reason(self, fieldname: str, name: str) -> Reason | None:
		tokens = folded_tokens(name)
		matches = self.matches(tokens)
		found = [match for match in matches if match]
		if 2 * len(found) <= len(matches) or not found:
			return None
		kind = max((match.kind for match in found), key=ROUGHNESS.__getitem__)
		complete = len(found) == len(matches)
		least, most = BANDS[kind if complete else FUZZY]
		share = sum(match.likeness for match in found) / len(matches) * self._closeness(found, tokens)
		return Reason(kind if complete else FUZZY, least + share * (most - least), fieldname, name)

	def matches(self, tokens: tuple[str, ...]) -> list[WordMatch | None]:
		"""Return for each typed word the word of the name it stands for, or None; no word stands for two.

		Words that are the same, or begin so, are taken first; only what is left over is compared by likeness.
		"""
		free = dict.fromkeys(range(len(tokens)))
		found: list[WordMatch | None] = []
		for place in range(len(self.words)):
			found.append(self._same(place, tokens, free))
			free.pop(found[-1].place if found[-1] else None, None)
		for place, match in enumerate(found):
			if not match and free:
				found[place] = self._alike(place, tokens, free)
				free.pop(found[place].place if found[place] else None, None)
		return found

	def _same(self, place: int, tokens: tuple[str, ...], free: dict[int, None]) -> WordMatch | None:
		typed = self.words[place]
		for at in free:
			if tokens[at] == typed:
				return WordMatch(at, EXACT, 1.0)
		for at in free if place == self.open_place else ():
			if tokens[at].startswith(self.begun):
				return WordMatch(at, PREFIX, 0.8 + 0.2 * len(typed) / len(tokens[at]))
		return None

	def _alike(self, place: int, tokens: tuple[str, ...], free: dict[int, None]) -> WordMatch | None:
		likeness, at = max((self._likeness(place, tokens[at]), -at) for at in free)
		if likeness < LEAST_LIKENESS:
			return None
		same_script = has_arabic(self.words[place]) == has_arabic(tokens[-at])
		return WordMatch(-at, FUZZY if same_script else CROSS_SCRIPT, likeness)

	def _likeness(self, place: int, token: str) -> float:
		if (place, token) not in self._judged:
			likeness = word_likeness(self.words[place], token)
			if likeness < LEAST_LIKENESS and sound_of(self.words[place]) == sound_of(token) != "":
				likeness = LEAST_LIKENESS
			self._judged[place, token] = likeness
		return self._judged[place, token]

	def _closeness(self, found: list[WordMatch], tokens: tuple[str, ...]) -> float:
		"""Names whose words follow in the typed order, and that have few others, come before the rest."""
		places = [match.place for match in found]
		in_order = 1.0 if places == sorted(places) else 0.9
		from_start = 1.0 if places[0] == 0 else 0.97
		return in_order * from_start * (0.9 + 0.1 * len(found) / len(tokens))
