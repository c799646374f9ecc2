"""Keys under which a word of a name is stored and looked up, so that few words need comparing.

All keys are of capitals and digits; the first sign tells the kind:

- 0 (Latin) and 1 (Arabic): the letters, whole and with one letter left out, so that a word with one letter more,
  less, other or swapped shares a key with the right one;
- 2 (Latin) and 3 (Arabic): the sound, looked up under the sounds the typed word may have in either script;
- 4 (Latin) and 5 (Arabic): the sound with one consonant left out, for what the learned sounds do not foresee.

Change what `word_keys` returns only together with `NAME_INDEX_VERSION`: stored keys are rebuilt when it differs.
"""

from functools import lru_cache

from workshop_crm.customer_management.culture.name_letters import name_letters
from workshop_crm.customer_management.culture.name_sounds import likely_sounds, sound

NAME_INDEX_VERSION = 2
MAX_KEY = 32

_ARABIC_CODES = str.maketrans("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "ABTCJHXDVRZSWPFGQEYOKLMNUI56")
# for how many of the likely sounds one consonant may differ
_LOOSE_SOUNDS = 2
_LEAST_LOOSE = 2


@lru_cache(maxsize=8192)
def word_keys(word: str) -> frozenset[str]:
	"""Return the keys under which `word`, one part of a name as `name_tokens` gives it, is stored.

	Words of any script; "" or a word without letters has none. No key is longer than MAX_KEY.
	"""
	arabic, letters = name_letters(word)
	if not letters:
		return frozenset()
	heard = sound(letters, arabic)[: MAX_KEY - 1]
	keys = {_spelling(letters, arabic), *_spellings_without_one(letters, arabic)}
	if heard:
		keys.add(f"{2 + arabic}{heard}")
	return frozenset(keys | {f"{4 + arabic}{shorter}" for shorter in _loose(heard)})


def probe_keys(word: str) -> list[str]:
	"""Return the keys to look under for a typed word, surest first; no key comes twice."""
	arabic, letters = name_letters(word)
	if not letters:
		return []
	heard = sound(letters, arabic)[: MAX_KEY - 1]
	others = likely_sounds(letters, arabic)
	keys = [_spelling(letters, arabic), f"{2 + arabic}{heard}"]
	keys += [f"{3 - arabic}{other}" for other in others]
	keys += _spellings_without_one(letters, arabic)
	for other in others[:_LOOSE_SOUNDS]:
		shorter = _loose(other)
		keys += [f"{3 - arabic}{key}" for key in shorter]
		keys += [f"{5 - arabic}{key}" for key in (other, *shorter) if len(key) >= _LEAST_LOOSE]
	return [key for key in dict.fromkeys(keys) if len(key) > 1]


def probe_prefixes(word: str) -> list[str]:
	"""Return the beginnings of keys under which words that begin like the typed one are stored, surest first.

	Of its own script the letters decide, and they come first; of the other the sounds. A sound that leaves out
	a consonant that was typed would bring every name of that letter, and is not looked up.
	"""
	arabic, letters = name_letters(word)
	if not letters:
		return []
	# a vowel after it keeps the last letter from being taken for an ending
	heard = sound(f"{letters}{'ا' if arabic else 'a'}", arabic)[: MAX_KEY - 1]
	others = [other for other in likely_sounds(letters, arabic, whole=False)[:4] if len(other) >= len(heard)]
	prefixes = [f"{3 - arabic}{other}" for other in (heard, *others) if other]
	return list(dict.fromkeys([_spelling(letters, arabic), *prefixes]))


def _spelling(letters: str, arabic: bool) -> str:
	return "1" + letters.translate(_ARABIC_CODES) if arabic else "0" + letters.upper()


def _spellings_without_one(letters: str, arabic: bool) -> list[str]:
	return [_spelling(shorter, arabic) for shorter in _without_one(letters) if shorter]


def _loose(heard: str) -> list[str]:
	return [shorter for shorter in _without_one(heard) if len(shorter) >= _LEAST_LOOSE]


def _without_one(letters: str) -> list[str]:
	return list(dict.fromkeys(letters[:place] + letters[place + 1 :] for place in range(len(letters))))
