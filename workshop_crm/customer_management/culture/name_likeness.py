"""How likely two spellings, of one script or of two, are the same name."""

import heapq
import math
import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from workshop_crm.customer_management.culture.name_letters import name_letters
from workshop_crm.customer_management.culture.name_scoring import TypedWord
from workshop_crm.customer_management.culture.name_sounds import likely_sounds, sound, voiced_sound
from workshop_crm.customer_management.culture.name_tokens import name_tokens

# a likeness of 1 is left to equal spellings
_HIGHEST = 0.99
# how fast likeness falls with what a spelling scores less than the best fitting one, by typed letter
_STEEPNESS = 0.9
# words of the other script that are scored exactly; the others cannot be among the best few
_SCORED = 20
# words whose sound is not among the likely ones that are looked at all the same
_LOOSE = 40

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

	Of many words of the other script only the most promising are scored, the others come last with 0.
	"""
	arabic, letters = name_letters(typed)
	likeness: dict[str, float] = {}
	others: dict[str, list[str]] = {}
	for word in stored:
		is_arabic, bare = name_letters(word)
		if not letters or not bare:
			likeness[word] = 0.0
		elif is_arabic == arabic:
			likeness[word] = 1.0 if bare == letters else _same_script(letters, bare, arabic)
		else:
			likeness[word] = 0.0
			others.setdefault(bare, []).append(word)
	if others:
		for bare, value in _other_script(letters, arabic, list(others)):
			likeness.update(dict.fromkeys(others[bare], value))
	return heapq.nsmallest(limit or len(likeness), likeness.items(), key=lambda pair: (-pair[1], pair[0]))


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


def _other_script(typed: str, arabic: bool, stored: list[str]) -> list[tuple[str, float]]:
	scorer = TypedWord(typed, arabic)
	length = max(3, len(typed))
	return [
		(word, _HIGHEST * math.exp(-_STEEPNESS * max(0.0, scorer.highest - score) / length))
		for score, word in scorer.best(_promising(typed, arabic, stored), _SCORED)
	]


def _promising(typed: str, arabic: bool, stored: list[str]) -> list[str]:
	"""The words of a likely sound, and of the others those nearest by their consonants and written vowels."""
	likely = frozenset(likely_sounds(typed, arabic))
	first = [word for word in stored if sound(word, not arabic) in likely]
	if len(first) == len(stored):
		return first
	heard = voiced_sound(typed, arabic)
	voiced = {
		word: voiced_sound(word, not arabic) for word in stored if sound(word, not arabic) not in likely
	}
	# a vowel that Arabic leaves out weighs less than a letter that only Arabic has
	weights = (2, 3, 3) if arabic else (3, 2, 3)
	nearest = process.extract(
		heard, voiced, scorer=Levenshtein.distance, scorer_kwargs={"weights": weights}, limit=_LOOSE
	)
	return first + [word for _voiced, _distance, word in nearest]


@lru_cache(maxsize=131072)
def _plain(letters: str, arabic: bool) -> str:
	"""The letters with those that sound alike written as one."""
	if arabic:
		return letters.translate(_PLAIN_ARABIC)
	for pattern, plain in _PLAIN_LATIN:
		letters = pattern.sub(plain, letters)
	return letters
