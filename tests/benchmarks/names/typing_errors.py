"""Typed words with an error, of the kinds that people make."""

import random
import re
from collections.abc import Callable

LETTERS = {False: "abcdefghijklmnopqrstuvwxyz", True: "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"}
# (pattern, what is written instead): sounds heard rightly and written otherwise
_HEARD = {
	False: (
		*(
			("ee", "i"),
			("(?<=.)i(?=.)", "ee"),
			("oo", "u"),
			("ou", "u"),
			("u", "oo"),
			("y", "i"),
			("i$", "y"),
		),
		*(("ph", "f"), ("f", "ph"), ("ck", "k"), ("k", "c"), ("c(?=[aou])", "k"), ("q", "k"), ("z", "s")),
		*(
			(r"([bdfgklmnprst])\1", r"\1"),
			("(?<=[aeiou])([lmnrst])(?=[aeiou])", r"\1\1"),
			("e", "a"),
			("a", "e"),
		),
		*(("th", "t"), ("dh", "d"), ("gh", "g"), ("(?<=a)$", "h"), ("ah$", "a"), ("w", "v"), ("j", "g")),
	),
	True: (
		*(("ط", "ت"), ("ت", "ط"), ("ص", "س"), ("س", "ص"), ("ض", "ظ"), ("ظ", "ض"), ("ذ", "ز"), ("ث", "س")),
		*(("ق", "ك"), ("ح", "ه"), ("ه", "ة"), ("ج", "ق"), ("غ", "ق"), ("ا", "ع"), ("(?<=.)ا(?=.)", "")),
		*(("(?<=.)و(?=.)", ""), ("(?<=.)ي(?=.)", ""), ("د", "ض"), ("ز", "ظ")),
	),
}

Error = Callable[[str, bool, random.Random], str]


def one_edit(word: str, arabic: bool, rng: random.Random) -> str:
	"""One letter more, less or other, each as likely."""
	return rng.choice((another_letter, missing_letter, extra_letter))(word, arabic, rng)


def another_letter(word: str, arabic: bool, rng: random.Random) -> str:
	"""One letter is replaced."""
	place = rng.randrange(len(word))
	return word[:place] + rng.choice(LETTERS[arabic].replace(word[place], "")) + word[place + 1 :]


def extra_letter(word: str, arabic: bool, rng: random.Random) -> str:
	"""One letter too many."""
	place = rng.randrange(len(word) + 1)
	return word[:place] + rng.choice(LETTERS[arabic]) + word[place:]


def missing_letter(word: str, arabic: bool, rng: random.Random) -> str:
	"""One letter is left out."""
	place = rng.randrange(len(word))
	return word[:place] + word[place + 1 :]


def swapped_letters(word: str, arabic: bool, rng: random.Random) -> str:
	"""Two neighbours change places."""
	places = [place for place in range(len(word) - 1) if word[place] != word[place + 1]]
	if not places:
		return word
	place = rng.choice(places)
	return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def misheard(word: str, arabic: bool, rng: random.Random) -> str:
	"""One sound is written in another usual way."""
	written = {re.sub(pattern, instead, word, count=1) for pattern, instead in _HEARD[arabic]} - {word}
	return rng.choice(sorted(written)) if written else word


ERRORS: dict[str, Error] = {
	"one edit": one_edit,
	"swapped letters": swapped_letters,
	"missing letter": missing_letter,
	"phonetic misspelling": misheard,
}
