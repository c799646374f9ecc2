"""How likely two spellings, of one script or of two, are the same name."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from workshop_crm.customer_management.culture.letter_rules import to_latin_letters
from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import fold, fold_arabic, has_arabic

_MAX_LETTERS = 24
# a likeness of 1 is left to equal spellings
_HIGHEST = 0.99


def word_likeness(typed: str, stored: str) -> float:
	"""Return 0..1 for two words of any script; 1.0 for the same folded spelling."""
	return rank_words(typed, [stored], limit=1)[0][1]


def rank_words(typed: str, stored: Iterable[str], limit: int | None = None) -> list[tuple[str, float]]:
	"""Return (stored word, likeness) for the stored words, the likeliest first; at most `limit` of them."""
	ranked = [(word, _likeness(_folded(typed), _folded(word))) for word in dict.fromkeys(stored)]
	ranked.sort(key=lambda pair: (-pair[1], pair[0]))
	return ranked[:limit]


def name_likeness(typed: str, stored: str) -> float:
	"""Return 0..1 for two whole names: each typed part is compared with the stored part most like it."""
	typed_parts, stored_parts = name_tokens(typed), name_tokens(stored)
	if not typed_parts or not stored_parts:
		return 0.0
	likeness = [rank_words(part, stored_parts, limit=1)[0][1] for part in typed_parts]
	return sum(likeness) / len(likeness)


def _likeness(typed: str, stored: str) -> float:
	if typed == stored:
		return 1.0 if typed else 0.0
	if has_arabic(typed) == has_arabic(stored):
		return min(_HIGHEST, fuzz.ratio(typed, stored) / 100)
	same_key = 0.6 if token_key(typed) == token_key(stored) else 0.0
	return min(_HIGHEST, same_key + 0.4 * fuzz.ratio(_latin(typed), _latin(stored)) / 100)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
	return fold(word[: 4 * _MAX_LETTERS])[:_MAX_LETTERS]


@lru_cache(maxsize=65536)
def _latin(word: str) -> str:
	return to_latin_letters(fold_arabic(word)).lower() if has_arabic(word) else word
