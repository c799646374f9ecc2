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
from workshop_crm.customer_management.culture.text import fold

# a likeness of 1 is left to equal spellings
_HIGHEST = 0.99
# how fast likeness falls with what a spelling scores less than the best fitting one, by typed letter
_STEEPNESS = 0.5
# words of the other script that are scored exactly; the others cannot be among the best few
_SCORED = 20
# words whose sound is not among the likely ones that are looked at all the same
_LOOSE = 40
_SAME_START, _SAME_LETTERS = 0.01, 0.05
# of a whole name: a word that is another one, a stored word not typed, words in another order
_LOWEST, _UNSAID, _OTHER_ORDER = 0.1, 0.97, 0.95
# words of a name that are read; names have up to six
_MOST_WORDS = 10

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
			likeness[word] = _same_script(letters, bare, arabic)
			if bare == letters and fold(word) == fold(typed):
				likeness[word] = 1.0
		else:
			likeness[word] = 0.0
			others.setdefault(bare, []).append(word)
	if others:
		for bare, value in _other_script(letters, arabic, list(others)):
			likeness.update(dict.fromkeys(others[bare], value))
	return heapq.nsmallest(limit or len(likeness), likeness.items(), key=lambda pair: (-pair[1], pair[0]))


def name_likeness(typed: str, stored: str) -> float:
	"""Return 0..1 for two whole names, in any scripts; 1.0 for the same words in the same order.

	Words are paired, the likeliest pairs first. Each typed word counts with the likeness of its pair, by its
	length; the mean is geometric, so that one word that is quite another one weighs. Words in another order and
	stored words that nobody typed count a little against it.
	"""
	typed_words, stored_words = name_tokens(typed)[:_MOST_WORDS], name_tokens(stored)[:_MOST_WORDS]
	if not typed_words or not stored_words:
		return 0.0
	partner = _paired(typed_words, stored_words)
	total = sum(
		len(word) * math.log(max(_LOWEST, partner.get(place, (0.0, 0))[0]))
		for place, word in enumerate(typed_words)
	)
	order = [other for _place, (_likeness, other) in sorted(partner.items())]
	unsaid = _UNSAID ** (len(stored_words) - len(partner))
	return (
		math.exp(total / len("".join(typed_words)))
		* unsaid
		* (1.0 if order == sorted(order) else _OTHER_ORDER)
	)


def _paired(typed: list[str], stored: list[str]) -> dict[int, tuple[float, int]]:
	"""Map places of typed words to (likeness, place) of their stored words; each word is used once."""
	pairs = []
	for place, word in enumerate(typed):
		likeness = dict(rank_words(word, stored))
		pairs += [(-likeness[other], abs(place - at), place, at) for at, other in enumerate(stored)]
	partner: dict[int, tuple[float, int]] = {}
	taken = set()
	for unlike, _distance, place, at in sorted(pairs):
		if place not in partner and at not in taken:
			partner[place] = (-unlike, at)
			taken.add(at)
	return partner


def _same_script(typed: str, stored: str, arabic: bool) -> float:
	"""Likeness of two spellings of one script: the letters, and the letters that sound alike taken as one."""
	letters = OSA.normalized_similarity(typed, stored)
	sounds = OSA.normalized_similarity(_plain(typed, arabic), _plain(stored, arabic))
	likeness = 0.75 * letters + 0.25 * sounds
	# between words one edit off: the first letter is seldom wrong, and letters change places more often than
	# chance makes one of another name
	if typed[0] == stored[0]:
		likeness += _SAME_START
	if len(typed) == len(stored) and sorted(typed) == sorted(stored):
		likeness += _SAME_LETTERS
	return min(_HIGHEST, likeness)


def _other_script(typed: str, arabic: bool, stored: list[str]) -> list[tuple[str, float]]:
	scorer = _typed_word(typed, arabic)
	length = max(3, len(typed))
	return [
		(word, _HIGHEST * math.exp(-_STEEPNESS * max(0.0, scorer.highest - score) / length))
		for score, word in scorer.best(_promising(typed, arabic, stored), _SCORED)
	]


@lru_cache(maxsize=64)
def _typed_word(letters: str, arabic: bool) -> TypedWord:
	return TypedWord(letters, arabic)


def _promising(typed: str, arabic: bool, stored: list[str]) -> list[str]:
	"""The words of a likely sound, the likeliest first; then those nearest by consonants and written vowels."""
	rank_of = {heard: rank for rank, heard in enumerate(likely_sounds(typed, arabic))}
	likely, loose = [], []
	for word in stored:
		rank = rank_of.get(sound(word, not arabic))
		if rank is None:
			loose.append(word)
		else:
			likely.append((rank, word))
	first = [word for _rank, word in sorted(likely)]
	if len(loose) <= _LOOSE:
		return first + loose
	voiced = {word: voiced_sound(word, not arabic) for word in loose}
	# a vowel that Arabic leaves out weighs less than a letter that only Arabic has
	weights = (2, 3, 3) if arabic else (3, 2, 3)
	heard = voiced_sound(typed, arabic)
	nearest = process.extract(
		heard, voiced, scorer=Levenshtein.distance, scorer_kwargs={"weights": weights}, limit=_LOOSE
	)
	return first + [word for _voiced, _distance, word in nearest]


@lru_cache(maxsize=32768)
def _plain(letters: str, arabic: bool) -> str:
	"""The letters with those that sound alike written as one."""
	if arabic:
		return letters.translate(_PLAIN_ARABIC)
	for pattern, plain in _PLAIN_LATIN:
		letters = pattern.sub(plain, letters)
	return letters
