"""Text compares as in MariaDB's utf8mb4_unicode_ci: blind to case, accents, vowel marks and trailing blanks."""

import re
import unicodedata
from functools import lru_cache

_ORDER = " `^_-,;:!?.'\"()[]{}@*/\\&#%+<=>|~$"
_ASCII = {ord(char): chr(position + 1) for position, char in enumerate(_ORDER)}
_ASCII.update({code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
# hamza and madda keep their own weight in the collation
_WEIGHTY_MARKS = "\u0653\u0654\u0655"
_KEPT_APART = "ØøĐđŁłÆæı½¼¾"


def _fold_char(char: str) -> str:
	if char in _KEPT_APART:
		return char.lower()
	if ord(char) > 0xFFFF:
		return "\ufffd"
	folded = []
	for part in unicodedata.normalize("NFKD", char):
		kind = unicodedata.category(part)
		if (kind == "Mn" and part not in _WEIGHTY_MARKS) or ("\u200b" <= part <= "\u202e" and kind == "Cf"):
			continue
		folded.append(str(unicodedata.digit(part)) if kind == "Nd" else part.casefold())
	return "".join(folded)


_folded_char = lru_cache(maxsize=4096)(_fold_char)


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
	"""The weight of a text, without regard to trailing blanks."""
	if not text.isascii():
		text = "".join(_folded_char(char) for char in text)
	return text.translate(_ASCII)


@lru_cache(maxsize=200_000)
def weigh(text: str) -> str:
	"""The sort key of a text."""
	return fold(text).rstrip("\x01")


def compare(left: str, right: str) -> int:
	"""SQLite collation callback."""
	if left == right:
		return 0
	left, right = weigh(left), weigh(right)
	return (left > right) - (left < right)


@lru_cache(maxsize=2_000)
def _pattern(pattern: str):
	parts, position = [], 0
	while position < len(pattern):
		char = pattern[position]
		if char == "\\" and position + 1 < len(pattern):
			position += 1
			parts.append(re.escape(fold(pattern[position])))
		else:
			parts.append({"%": ".*", "_": "."}.get(char) or re.escape(fold(char)))
		position += 1
	return re.compile("".join(parts), re.S).fullmatch


def like(pattern, value):
	"""SQL LIKE with MariaDB's blindness; a backslash escapes the next character."""
	if pattern is None or value is None:
		return None
	return 1 if _pattern(str(pattern))(fold(str(value))) else 0


def regexp(pattern, value):
	"""SQL REGEXP, blind to case."""
	if pattern is None or value is None:
		return None
	return 1 if re.search(str(pattern), str(value), re.I) else 0
