"""Which letters of a found text to mark. Pure; done for the rows of one page only."""

import re

from workshop_crm.customer_management.culture.name_tokens import CONNECTORS, name_tokens
from workshop_crm.customer_management.culture.text import fold, to_western_digits
from workshop_crm.customer_management.search.query import Query
from workshop_crm.customer_management.search.ranking import PREFIX, NameMatcher

Spans = tuple[tuple[int, int], ...]
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def name_spans(query: Query, name: str) -> Spans:
	"""Return the places of the words of `name` that stand for typed ones; of an unfinished word its beginning."""
	tokens = name_tokens(name)
	places = _places_of_tokens(name)
	spans = []
	for match in NameMatcher(query).matches(tokens):
		if match and match.place < len(places):
			start, end = places[match.place]
			spans.append(_beginning(query, name, start, end) if match.kind == PREFIX else (start, end))
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


def _places_of_tokens(name: str) -> list[tuple[int, int]]:
	"""Words are added one by one; the word that completes a token of the name ends it."""
	words, places, begin = list(_WORD.finditer(name)), [], 0
	for last, word in enumerate(words):
		if len(name_tokens(name[: word.end()])) <= len(places):
			continue
		following = words[last + 1] if last + 1 < len(words) else None
		if following and len(name_tokens(name[: following.end()])) == len(places) + 1:
			continue
		while begin < last and fold(words[begin].group()) in CONNECTORS:
			begin += 1
		places.append((words[begin].start(), word.end()))
		begin = last + 1
	return places


def _beginning(query: Query, name: str, start: int, end: int) -> tuple[int, int]:
	"""Mark as many letters as were typed, behind an article that was not."""
	typed = query.words[-1]
	for first in range(start, end):
		for last in range(first + 1, end + 1):
			if fold(name[first:last]) == typed:
				return first, last
	return start, end
