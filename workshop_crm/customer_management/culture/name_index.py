"""Keys under which a word of a name is stored and looked up, so that few words need comparing.

Two kinds of keys, both of capitals and digits only:

- sound keys (first sign a letter): the consonants, the same for an Arabic and a Latin spelling;
- spelling keys (first sign 0 for Latin, 1 for Arabic): the letters, whole and with one letter left out,
  so that a word with one letter more, less, other or swapped shares a key with the right one.

Change what `word_keys` returns only together with `NAME_INDEX_VERSION`: stored keys are rebuilt when it differs.
"""

from functools import lru_cache

from workshop_crm.customer_management.culture.name_key import token_key
from workshop_crm.customer_management.culture.text import fold, has_arabic

NAME_INDEX_VERSION = 1
MAX_KEY = 32
# letters beyond this one tell no two names apart; it also bounds the time for absurd input
MAX_LETTERS = 24

_ARABIC_CODES = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ABTCJHXDVRZSWPFGQEYOKLMNUI5678", strict=False))


@lru_cache(maxsize=65536)
def word_keys(word: str) -> frozenset[str]:
	"""Return the keys under which `word`, one part of a name as `name_tokens` gives it, is stored.

	Words of any script; "" or a word without letters has none.
	"""
	return frozenset((*_sound_keys(word), *_spelling_keys(word)))


def probe_keys(word: str) -> list[str]:
	"""Return the keys to look under for a typed word, surest first; no key comes twice."""
	sounds = _sound_keys(word)
	shorter = [key for sound in sounds for key in _without_one(sound) if len(key) > 1]
	return list(dict.fromkeys((*sounds, *_spelling_keys(word), *shorter)))


def _sound_keys(word: str) -> list[str]:
	key = token_key(_cut(word))[:MAX_KEY]
	return [key] if key else []


def _cut(word: str) -> str:
	return fold(word[: 4 * MAX_LETTERS])[:MAX_LETTERS]


def _spelling_keys(word: str) -> list[str]:
	letters = _letters(word)
	script = letters[:1]
	return [script + rest for rest in (letters[1:], *_without_one(letters[1:])) if rest]


def _letters(word: str) -> str:
	"""The letters of a word as capitals behind the sign of their script, "" when it has none."""
	folded = _cut(word)
	if has_arabic(folded):
		return "1" + "".join(_ARABIC_CODES.get(letter, "") for letter in folded)
	return "0" + "".join(letter.upper() for letter in folded if letter.isascii() and letter.isalpha())


def _without_one(letters: str) -> list[str]:
	return list(dict.fromkeys(letters[:place] + letters[place + 1 :] for place in range(len(letters))))
