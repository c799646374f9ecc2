"""Candidates by name: a single word by itself, several words by pairs, and slips only where nobody else is found."""

from dataclasses import replace
from itertools import combinations, product

from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.profile.keys import pair_key
from workshop_crm.customer_management.search.backends import Hit, Narrowing, spellings
from workshop_crm.customer_management.search.backends.postings import MOST_SORTED, beginning, holders
from workshop_crm.customer_management.search.query import Query

MOST_SOUNDS = 8
MOST_WHOLE_NAMES = 4
MOST_WORDS_ASKED = 6


def by_names(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Return customers who bear the words typed; exact and begun words first, then other spellings."""
	if not query.words:
		return []
	exactly = _one_word if len(query.words) == 1 else _several_words
	found = exactly(query, narrowing, limit, False)
	if len(_customers(found)) < limit:
		found += exactly(query, narrowing, limit, True)
	if not found and len(query.words) > 1:
		found = _rarest_word(query, narrowing, limit)
	return [replace(hit, kind="name", matched="") for hit in found]


def _one_word(query: Query, narrowing: Narrowing, limit: int, widely: bool) -> list[Hit]:
	word = query.words[0]
	if widely:
		words = spellings.alike(word)
		if query.is_open:
			words = {**spellings.begun_by_sound(word), **words}
		return _bearers(words, narrowing, limit)
	found = holders("name_token", [word], narrowing, limit)
	if query.is_open and len(found) < limit:
		begun = spellings.begun_with(word)
		begun.pop(word, None)
		found += _bearers(begun, narrowing, limit)
	return found


def _bearers(words: dict[str, int], narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Few bearers are read together; of frequent words each gives its heaviest."""
	if sum(words.values()) <= MOST_SORTED:
		return holders("name_token", list(words), narrowing, limit)
	found: list[Hit] = []
	for word in list(words)[:MOST_WORDS_ASKED]:
		found += holders("name_token", [word], narrowing, limit // 2)
		if len(_customers(found)) >= limit:
			break
	return found


def _several_words(query: Query, narrowing: Narrowing, limit: int, widely: bool) -> list[Hit]:
	sounds = [_sounds(query, place, widely) for place in range(len(query.words))]
	found: list[Hit] = []
	if len(query.words) > 2:
		found += _whole_names(sounds, narrowing, limit)
	# They bear all the words in the order typed, and are more than are shown at once.
	if len(found) > limit // 4:
		return found
	for first, second in _pairs(query):
		keys = [pair_key(*sound) for sound in product(sounds[first], sounds[second])]
		bearers = holders("name_pair", keys, narrowing, limit)
		found += bearers
		# Fewer than were asked for are all there are, so whoever bears the other words too is among them.
		if len(bearers) < limit:
			break
	return found


def _pairs(query: Query) -> list[tuple[int, int]]:
	"""Pairs of words, the longest letters first: long words are the rarer ones."""
	places = combinations(range(len(query.words)), 2)
	return sorted(places, key=lambda pair: -sum(len(query.words[place]) for place in pair))[:3]


def _whole_names(sounds: list[list[str]], narrowing: Narrowing, limit: int) -> list[Hit]:
	if not all(sounds):
		return []
	keys = [" ".join(combination) for combination in product(*(own[:2] for own in sounds))]
	return beginning([("name_key", key) for key in keys[:MOST_WHOLE_NAMES]], narrowing, limit)


def _sounds(query: Query, place: int, widely: bool) -> list[str]:
	"""The consonants of a typed word; of an unfinished one those of the words it may become."""
	word = query.words[place]
	words = {word: 0}
	if query.is_open and place == len(query.words) - 1:
		words |= spellings.begun_with(word)
	if widely:
		words |= spellings.alike(word)
		if query.is_open and place == len(query.words) - 1:
			words |= spellings.begun_by_sound(word)
	sounds = dict.fromkeys(filter(None, map(token_key, words)))
	return list(sounds)[: MOST_SOUNDS * (2 if widely else 1)]


def _rarest_word(query: Query, narrowing: Narrowing, limit: int) -> list[Hit]:
	"""Nobody bears two of the words: those who bear the rarest one that anybody does."""
	known = [words for words in map(spellings.alike, query.words) if words]
	if not known:
		return []
	return _bearers(min(known, key=lambda words: sum(words.values())), narrowing, limit)


def _customers(hits: list[Hit]) -> set[str]:
	return {hit.customer for hit in hits}
