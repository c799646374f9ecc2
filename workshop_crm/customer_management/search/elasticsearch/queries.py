"""Every request body of the search, and nothing else: to be read beside `mapping.py`.

Clauses are constant: their boost alone is the score, so that no text counts more for being rare. The final order is
`search/ranking.py`'s; here only enough of the likeliest customers are found.
"""

from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.search.backends import Narrowing, spellings
from workshop_crm.customer_management.search.backends.numbers import (
	FEWEST_SIGNS,
	OF_KEYS,
	bare_number,
	identity_digests,
	searches,
)
from workshop_crm.customer_management.search.query import Query

# Numbers before names, names before addresses; the whole of a number before its beginning, that before a part.
IDENTITY, WHOLE_NUMBER, NUMBER_BEGINS, NUMBER_HOLDS = 100, 90, 80, 60
# What one typed word of a name scores, by how it meets a word of the customer's name.
SAME_WORD, WORD_BEGINS, SAME_SOUND, WORD_ALIKE, SOUND_BEGINS = 4, 3, 2, 1.5, 1
ADDRESS_WORD, ADDRESS_BEGINS = 1.4, 1.2


def search_body(
	query: Query, narrowing: Narrowing, limit: int, *, widely: bool = False, start: int = 0
) -> dict:
	"""Return the request for the `limit` likeliest customers behind the first `start`, the heaviest of equals first.

	`widely` asks for words of like spelling and for addresses too.
	"""
	clauses = [*_identity_clauses(query, narrowing), *_number_clauses(query, narrowing)]
	clauses += _name_clauses(query, widely)
	clauses += _address_clauses(query) if widely and "address" in narrowing.kinds else []
	return {
		"query": {"bool": {"filter": _limits(narrowing), "should": clauses, "minimum_should_match": 1}},
		"sort": ["_score", {"weight": "desc"}],
		"from": start,
		"size": limit,
		"_source": ["customer", "weight", *_shown_kinds(query, narrowing)],
		"track_total_hits": False,
	}


def number_prefixes(query: Query, narrowing: Narrowing) -> list[tuple[str, str]]:
	"""Return (kind of key, its beginning) of all numbers that may be meant and that the user may search by."""
	asked = [pair for prefixes in searches(query) for pair in prefixes]
	return [(kind, prefix) for kind, prefix in asked if prefix and OF_KEYS[kind] in narrowing.kinds]


def address_words(query: Query) -> tuple[str, str]:
	"""Return the longest word typed, and the last one, which may be unfinished; "" where they are too short."""
	words = [word for word in query.plain_words if len(word) >= FEWEST_SIGNS]
	return (max(words, key=len), words[-1] if query.is_open else "") if words else ("", "")


def _limits(narrowing: Narrowing) -> list[dict]:
	"""Divisions are asked for in the query, so that a page is never short of what another division took."""
	return [] if narrowing.companies is None else [{"terms": {"company": narrowing.companies}}]


def _shown_kinds(query: Query, narrowing: Narrowing) -> list[str]:
	"""The keys that say what was found: of numbers that the user may search by, and no others."""
	kinds = {kind for kind, _prefix in number_prefixes(query, narrowing)}
	kinds |= {"customer_number"} if bare_number(query) else set()
	kinds |= {kind for kind in ("identity", "address") if kind in narrowing.kinds}
	return sorted(kinds)


def _identity_clauses(query: Query, narrowing: Narrowing) -> list[dict]:
	"""Identity numbers are known to the index by their hash alone, so only the whole number finds anybody."""
	digests = identity_digests(query) if "identity" in narrowing.kinds else []
	return [_scored({"terms": {"identity": digests}}, IDENTITY)] if digests else []


def _number_clauses(query: Query, narrowing: Narrowing) -> list[dict]:
	bare = bare_number(query)
	clauses = [_scored({"term": {"customer_number": bare}}, NUMBER_HOLDS)] if bare else []
	for kind, prefix in number_prefixes(query, narrowing):
		begins = NUMBER_HOLDS if kind.endswith("_part") else NUMBER_BEGINS
		clauses.append(_scored({"prefix": {kind: prefix}}, begins))
		clauses.append(_scored({"term": {kind: prefix}}, WHOLE_NUMBER))
	return clauses


def _name_clauses(query: Query, widely: bool) -> list[dict]:
	"""More than half of the typed words must be met, as ranking demands too."""
	if not query.words:
		return []
	last = len(query.words) - 1
	words = [
		{"dis_max": {"queries": _ways(word, query.is_open and place == last, widely)}}
		for place, word in enumerate(query.words)
	]
	return [{"bool": {"should": words, "minimum_should_match": len(words) // 2 + 1}}]


def _ways(word: str, is_open: bool, widely: bool) -> list[dict]:
	"""The ways in which a word may be met, of which the best counts."""
	ways = [_scored({"term": {"name_token": word}}, SAME_WORD)]
	if is_open:
		ways.append(_scored({"prefix": {"name_token": word}}, WORD_BEGINS))
	if sound := token_key(word):
		ways.append(_scored({"term": {"name_sound": sound}}, SAME_SOUND))
	if widely:
		ways += _likeliest_first(spellings.alike(word))
		begun = spellings.begun_by_sound(word) if is_open else {}
		ways += [_scored({"terms": {"name_token": sorted(begun)}}, SOUND_BEGINS)] if begun else []
	return ways


def _likeliest_first(words: dict[str, int]) -> list[dict]:
	return [
		_scored({"term": {"name_token": word}}, round(SAME_SOUND + WORD_ALIKE * (1 - place / len(words)), 2))
		for place, word in enumerate(words)
	]


def _address_clauses(query: Query) -> list[dict]:
	longest, last = address_words(query)
	clauses = [_scored({"match": {"address": longest}}, ADDRESS_WORD)] if longest else []
	return clauses + ([_scored({"prefix": {"address": last}}, ADDRESS_BEGINS)] if last else [])


def _scored(asked: dict, score: float) -> dict:
	return {"constant_score": {"filter": asked, "boost": score}}
