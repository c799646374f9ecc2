"""The coarse sound of a word: a key of few consonant classes, and the sounds it may have in the other script.

The sound is coarser than `name_key`: ج, غ, ق, ك and خ are one class, like ز, س and ش, because Latin writes them
with the same letters (g, j, c, ch, z, s). Which sounds a word of one script has when written in the other is
learned: `data/name_sounds.json` tells for each letter and its neighbours how often which classes stood for it.
"""

import heapq
import json
from functools import lru_cache
from pathlib import Path

LEARNED = Path(__file__).parent / "data" / "name_sounds.json"

_ARABIC = {
	**dict.fromkeys("ب", "B"),
	**dict.fromkeys("تثط", "T"),
	**dict.fromkeys("دذضظ", "D"),
	**dict.fromkeys("كقخغج", "K"),
	**dict.fromkeys("حه", "H"),
	**dict.fromkeys("سصزش", "S"),
	**dict(zip("فرنلم", "FRNLM", strict=True)),
}
_ARABIC_INITIALS = {"ا": "A", "ع": "A", "و": "W", "ي": "Y"}
_LATIN = {**dict(zip("bptdkqhszfvrnglmjc", "BBTDKKHSSFFRNKLMKK", strict=True)), "x": "KS"}
_LATIN_INITIALS = {**dict.fromkeys("aeiou", "A"), "w": "W", "y": "Y"}
_ARABIC_VOWELS = {"ا": "a", "ع": "a", "و": "u", "ي": "i"}
_LATIN_VOWELS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}
# letters that are one sound: the first that fits is taken
_ARABIC_GROUPS = {"تش": "S", "دج": "K"}
_LATIN_GROUPS = {
	**{"tch": "S", "sch": "S", "sh": "S", "ch": "S", "kh": "K", "ck": "K", "th": "T", "dh": "D", "gh": "K"},
	**{"ph": "F", "dj": "K", "zh": "S", "ce": "S", "ci": "S", "cy": "S"},
}
_BEAM, _LIKELY = 48, 40
# spellings the pairs hardly show: z for ض and ظ (Reza, Zafir), s for ث (Osman); in thousandths
_GULF_USAGE, _GULF_SHARE = {"z": "D", "s": "T", "ض": "S"}, 15
# below this share of the likeliest sound another one only costs time
_LEAST_SHARE = 0.001


def letter_sounds(letters: str, arabic: bool) -> list[str]:
	"""Return the sound of each letter, "" for one that is not heard (vowels within a word, doubled letters)."""
	classes, groups = (_ARABIC, _ARABIC_GROUPS) if arabic else (_LATIN, _LATIN_GROUPS)
	sounds = [classes.get(letter, "") for letter in letters]
	for size in (3, 2):
		_join_groups(letters, sounds, groups, size)
	initial = (_ARABIC_INITIALS if arabic else _LATIN_INITIALS).get(letters[:1])
	if initial:
		sounds[0] = initial
	for place in range(len(sounds) - 1, 0, -1):
		if sounds[place] and sounds[place] == sounds[place - 1]:
			sounds[place] = ""
	if len(letters) > 2 and sounds[-1] == "H":
		sounds[-1] = ""
	return sounds


def _join_groups(letters: str, sounds: list[str], groups: dict[str, str], size: int) -> None:
	"""Give the sound of a group to its first letter and take those of its other consonants."""
	for place in range(len(letters) - size + 1):
		group = letters[place : place + size]
		if group in groups and sounds[place]:
			sounds[place : place + size] = [groups[group], *[""] * (size - 1)]


@lru_cache(maxsize=32768)
def sound(letters: str, arabic: bool) -> str:
	"""Return the sound of a word from its bare letters: capitals, "" for no letters."""
	return "".join(letter_sounds(letters, arabic))


@lru_cache(maxsize=32768)
def voiced_sound(letters: str, arabic: bool) -> str:
	"""Return the sound of a word with its written vowels as a, i, u between the capitals."""
	vowels = _ARABIC_VOWELS if arabic else _LATIN_VOWELS
	heard, last = [], ""
	for letter, consonant in zip(letters, letter_sounds(letters, arabic), strict=True):
		voiced = vowels.get(letter, consonant)
		if voiced != last:
			heard.append(voiced)
		last = voiced
	return "".join(heard)


@lru_cache(maxsize=4096)
def likely_sounds(letters: str, arabic: bool, whole: bool = True) -> tuple[str, ...]:
	"""Return the sounds the word may have when written in the other script, the likeliest first.

	Of a word that may go on (not `whole`) the last letter is not taken for an ending.
	"""
	learned = _learned()["arabic" if arabic else "latin"]
	padded = f"^{letters}$" if whole else f"^{letters}?"
	beam = {"": 1.0}
	for place in range(1, len(padded) - 1):
		longer: dict[str, float] = {}
		for heard, share in _choices(learned, padded, place):
			for before, chance in beam.items():
				both = before + heard
				longer[both] = longer.get(both, 0.0) + chance * share
		beam = longer
		if len(longer) > _BEAM:
			beam = dict(heapq.nlargest(_BEAM, longer.items(), key=lambda item: item[1]))
	ranked = heapq.nlargest(_LIKELY, beam.items(), key=lambda item: item[1])
	return tuple(heard for heard, chance in ranked if chance >= _LEAST_SHARE * ranked[0][1])


def contexts(padded: str, place: int) -> tuple[str, str, str]:
	"""The surroundings under which the sounds of one letter are learned, the most exact first."""
	letter, following = padded[place], padded[place + 1]
	return padded[place - 1 : place + 2], ("^" if place == 1 else "") + letter + following, letter


def _choices(learned: dict, padded: str, place: int) -> list[tuple[str, float]]:
	for context in contexts(padded, place):
		if context in learned:
			return learned[context]
	return [("", 1.0)]


@lru_cache(maxsize=1)
def _learned() -> dict[str, dict[str, list[tuple[str, float]]]]:
	table = json.loads(LEARNED.read_text(encoding="utf-8"))
	return {
		script: {context: _with_usage(context, shares) for context, shares in table[script].items()}
		for script in ("arabic", "latin")
	}


def _with_usage(context: str, shares: dict[str, int]) -> list[tuple[str, float]]:
	"""The shares of the sounds of a letter, with the one that Gulf usage adds to them."""
	letter = context[1] if len(context) == 3 else context[0]
	usual = _GULF_USAGE.get(letter)
	if usual and usual not in shares:
		shares = {**shares, usual: _GULF_SHARE}
	return [(heard, share / 1000) for heard, share in shares.items()]
