"""How likely two spellings, of one script or of two, are the same name."""

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from workshop_crm.customer_management.culture.name_letters import name_letters
from workshop_crm.customer_management.culture.name_scoring import TypedWord
from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import fold

# a likeness of 1 is left to equal spellings
_HIGHEST = 0.99
# how fast likeness falls with what a spelling scores less than the best fitting one, by typed letter
_STEEPNESS = 0.9
# candidates of the other script that are scored letter by letter
_SCORED = 150
_MAX_LETTERS = 96

_PLAIN_ARABIC = str.maketrans("ثطذضظصقغحعى", "تتدددسككهاي")
_PLAIN_LATIN = (
	(re.compile(r"([a-z])\1+"), r"\1"),
	(re.compile("ph"), "f"),
	(re.compile("kh|ck|q|c(?![eiyh])"), "k"),
	(re.compile("[dtg]h"), lambda pair: pair[0][0]),
	(re.compile("ou?|w"), "u"),
	(re.compile("[eiy]+"), "i"),
	(re.compile("ai|ia"), "a"),
	(re.compile("(?<=.)h$"), ""),
)


def word_likeness(typed: str, stored: str) -> float:
	"""Return 0..1 for two words of any script; 1.0 for the same folded spelling."""
	return rank_words(typed, [stored])[0][1]


def rank_words(typed: str, stored: Iterable[str], limit: int | None = None) -> list[tuple[str, float]]:
	"""Return (stored word, likeness) for the stored words, the likeliest first; at most `limit` of them.

	Of many words of the other script the least promising are left at 0 without being scored.
	"""
	arabic, letters = name_letters(typed)
	folded = _folded(typed)
	likeness: dict[str, float] = {}
	others: dict[str, list[str]] = {}
	for word in dict.fromkeys(stored):
		is_arabic, bare = name_letters(word)
		if _folded(word) == folded:
			likeness[word] = 1.0 if letters else 0.0
		elif not letters or not bare:
			likeness[word] = 0.0
		elif is_arabic == arabic:
			likeness[word] = _same_script(letters, bare, arabic)
		else:
			likeness[word] = 0.0
			others.setdefault(bare, []).append(word)
	if others:
		for bare, value in _other_script(letters, arabic, list(others), limit):
			likeness.update(dict.fromkeys(others[bare], value))
	return sorted(likeness.items(), key=lambda pair: (-pair[1], pair[0]))[:limit]


def name_likeness(typed: str, stored: str) -> float:
	"""Return 0..1 for two whole names: each typed part is compared with the stored part most like it."""
	typed_parts, stored_parts = name_tokens(typed), name_tokens(stored)
	if not typed_parts or not stored_parts:
		return 0.0
	likeness = [rank_words(part, stored_parts, limit=1)[0][1] for part in typed_parts]
	return sum(likeness) / len(likeness)


def _same_script(typed: str, stored: str, arabic: bool) -> float:
	"""Likeness of two spellings of one script: the letters, and the letters that sound alike taken as one."""
	letters = OSA.normalized_similarity(typed, stored)
	sounds = OSA.normalized_similarity(_plain(typed, arabic), _plain(stored, arabic))
	return min(_HIGHEST, 0.6 * letters + 0.4 * sounds)


def _other_script(typed: str, arabic: bool, stored: list[str], limit: int | None) -> list[tuple[str, float]]:
	scorer = TypedWord(typed, arabic)
	length = max(3, len(typed))
	count = min(len(stored), 24 if limit is None else max(limit, 24))
	found = scorer.best(stored, count)
	return [
		(word, _HIGHEST * math.exp(-_STEEPNESS * max(0.0, scorer.highest - score) / length))
		for score, word in found
	]


@lru_cache(maxsize=131072)
def _plain(letters: str, arabic: bool) -> str:
	"""The letters with those that sound alike written as one."""
	if arabic:
		return letters.translate(_PLAIN_ARABIC)
	for pattern, plain in _PLAIN_LATIN:
		letters = pattern.sub(plain, letters)
	return letters


@lru_cache(maxsize=131072)
def _folded(word: str) -> str:
	return fold(word[:_MAX_LETTERS])
