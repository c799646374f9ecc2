"""Every request body of the search, and nothing else: to be read beside `mapping.py`.

Clauses are constant: their boost alone is the score, so that no text counts more for being rare. The final order is
`search/ranking.py`'s; here only enough of the likeliest customers are found.
"""

from workshop_crm.customer_management.culture.name_index import probe_keys, word_keys
from workshop_crm.customer_management.search.backends import Narrowing
from workshop_crm.customer_management.search.query import Query

# Kind of Hit -> what is asked for: attribute of the Query, field, score for its beginning.
NUMBERS = {
	"number": (("number", "customer_number", 80), ("number", "account_number", 80)),
	"phone": (("digits", "phone", 80), ("digits", "phone_part", 60)),
	"plate": (("plate", "plate", 80), ("plate", "plate_part", 60)),
	"vehicle": (("code", "vin", 80), ("code", "imei", 80)),
	"email": (("email", "email", 80),),
}
WHOLE_NUMBER = 20
# What one typed word of a name scores, by how it meets a word of the customer's name.
SAME_WORD, WORD_BEGINS, SAME_SOUND, ONE_LETTER_OFF, SOUND_OFF = 4, 3, 2, 1.5, 0.5


def search_body(query: Query, narrowing: Narrowing, limit: int, start: int = 0) -> dict:
	"""Return the request for the `limit` likeliest customers behind the first `start`, heaviest first among equals."""
	wanted = [
		clause for kind in NUMBERS if kind in narrowing.kinds for clause in _number_clauses(query, kind)
	]
	wanted += _name_clauses(query)
	return {
		"query": {"bool": {"filter": _limits(narrowing), "should": wanted, "minimum_should_match": 1}},
		"sort": ["_score", {"weight": {"order": "desc", "missing": 0, "unmapped_type": "integer"}}],
		"from": start,
		"size": limit,
		"_source": ["customer", "weight", *_shown_kinds(narrowing)],
		"track_total_hits": False,
	}


def _limits(narrowing: Narrowing) -> list[dict]:
	"""Divisions are asked for in the query, so that a page is never short of what another division took."""
	return [] if narrowing.companies is None else [{"terms": {"company": narrowing.companies}}]


def _shown_kinds(narrowing: Narrowing) -> list[str]:
	"""The keys that say what was found: those of numbers the user may search by, and no others."""
	fields = {field for kind in NUMBERS if kind in narrowing.kinds for _typed, field, _score in NUMBERS[kind]}
	return sorted(field for field in fields if not field.endswith("_part"))


def _number_clauses(query: Query, kind: str) -> list[dict]:
	clauses = []
	for attribute, field, score in NUMBERS[kind] if query.has_digit or kind == "email" else ():
		if typed := getattr(query, attribute):
			clauses.append(_scored({"prefix": {field: typed}}, score))
			clauses.append(_scored({"term": {field: typed}}, score + WHOLE_NUMBER))
	return clauses


def _name_clauses(query: Query) -> list[dict]:
	"""More than half of the typed words must be met, as ranking demands too."""
	if not query.words:
		return []
	last = len(query.words) - 1
	words = [_word_clause(word, query.is_open and at == last) for at, word in enumerate(query.words)]
	return [{"bool": {"should": words, "minimum_should_match": len(words) // 2 + 1}}]


def _word_clause(word: str, is_open: bool) -> dict:
	"""The best way in which a word is met counts, not the sum of ways."""
	near = word_keys(word)
	sounds = [key for key in near if key[0].isalpha()]
	spellings = [key for key in near if not key[0].isalpha()]
	ways = [
		_scored({"term": {"name_token": word}}, SAME_WORD),
		_scored({"terms": {"word_key": sounds}}, SAME_SOUND),
		_scored({"terms": {"word_key": spellings}}, ONE_LETTER_OFF),
		_scored({"terms": {"word_key": [key for key in probe_keys(word) if key not in near]}}, SOUND_OFF),
	]
	ways += [_scored({"prefix": {"name_token": word}}, WORD_BEGINS)] if is_open else []
	return {"dis_max": {"queries": ways}}


def _scored(asked: dict, score: float) -> dict:
	return {"constant_score": {"filter": asked, "boost": score}}
