"""Which letters of a found text to mark. Pure; done for the rows of one page only."""

import re
from functools import lru_cache

from workshop_crm.customer_management.culture.text import fold, to_western_digits
from workshop_crm.customer_management.search.query import Query, begun_forms
from workshop_crm.customer_management.search.ranking import PREFIX, folded_tokens, matcher_of

BEGINNINGS_OF_ABD = ("abd", "عبد")
Spans = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def name_spans(query: Query, name: str) -> Spans:
	"""Return the places of the words of `name` that stand for typed ones; of an unfinished word its beginning."""
	tokens, spans, words = folded_tokens(name), [], _folded_words(name)
	for match in matcher_of(query).matches(tokens):
		place = _place_of(tokens[match.place], words) if match else None
		if place:
			begun = match.kind == PREFIX
			spans.append(_beginning(query.words[-1], name, *place) if begun else place)
	return tuple(sorted(set(spans)))


def part_spans(query: Query, matched: str) -> Spans:
	"""Return the place of what was typed in a number, plate, address or e-mail, whatever stands between its signs."""
	for typed in (query.number, query.plate, query.digits, *query.plain_words):
		wanted = [char for char in fold(typed) if char.isalnum()]
		if not wanted:
			continue
		pattern = r"[\s\-./+|]*".join(map(re.escape, wanted))
		found = re.search(pattern, to_western_digits(matched).lower())
		if found:
			return ((found.start(), found.end()),)
	return ()


@lru_cache(maxsize=1024)
def _folded_words(name: str) -> list[tuple[str, int, int]]:
	"""Each word of a name, folded, and where it stands."""
	return [(fold(word.group()), word.start(), word.end()) for word in _WORD.finditer(name)]


def _place_of(token: str, words: list[tuple[str, int, int]]) -> tuple[int, int] | None:
	"""Where a token stands; it may lack the article of its word, and one of Abd stretches over two words."""
	rest = token.rpartition("+")[2]
	for place, (word, start, end) in enumerate(words):
		if word == token or (word.endswith(rest) and rest):
			compound = "+" in token and place and not word.startswith(BEGINNINGS_OF_ABD)
			return (words[place - 1][1] if compound else start), end
	return None


def _beginning(typed: str, name: str, start: int, end: int) -> tuple[int, int]:
	"""Mark as many letters as were typed, behind an article that was not."""
	typed = typed.rpartition("+")[2]
	for form in begun_forms(typed):
		for first in range(start, end if form else start):
			for last in range(first + 1, end + 1):
				if fold(name[first:last]) == form:
					return first, last
	return start, end
