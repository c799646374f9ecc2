"""A consonant key that an Arabic name and its Latin spellings share.

محمد, Mohammed and Muhamad all give MHMD; الحارثي, Al Harthy and Alharthi give HRT. Vowels are not part
of the key because Arabic does not write the short ones, and Latin spellings of the long ones vary. An
initial vowel is kept as A. A key is a way to find candidates, never a proof that two people are one.

Change a rule only together with `NAME_KEY_VERSION`: stored keys are rebuilt when it differs.
"""

import re

from workshop_crm.customer_management.culture.name_tokens import name_tokens
from workshop_crm.customer_management.culture.text import has_arabic

NAME_KEY_VERSION = 1

_ARABIC_KEYS = {
	**dict.fromkeys("بپ", "B"),
	**dict.fromkeys("تثطٹ", "T"),
	**dict.fromkeys("دذضظڈ", "D"),
	**dict.fromkeys("كقخکگ", "K"),
	**dict.fromkeys("حهھہ", "H"),
	**dict.fromkeys("سص", "S"),
	**dict.fromkeys("زژ", "Z"),
	**dict.fromkeys("فڤ", "F"),
	**dict.fromkeys("رڑ", "R"),
	**dict.fromkeys("نں", "N"),
	**dict.fromkeys("شچ", "X"),
	"ج": "J",
	"غ": "G",
	"ل": "L",
	"م": "M",
}
_ARABIC_INITIALS = {
	**dict.fromkeys("اأإآٱعءئؤى", "A"),
	**dict.fromkeys("يیے", "Y"),
	"و": "W",
}

# longest first: "tch" before "ch"
_LATIN_DIGRAPHS = (
	("tch", "X"),
	("sh", "X"),
	("ch", "X"),
	("kh", "K"),
	("ck", "K"),
	("th", "T"),
	("dh", "D"),
	("gh", "G"),
	("ph", "F"),
	("dj", "J"),
	("zh", "Z"),
	("x", "KS"),
)
_LATIN_KEYS = str.maketrans("bptdkqhszfvrnglmj", "BBTDKKHSZFFRNGLMJ")
_SOFT_C = re.compile(r"c(?=[eiy])")
_SOFT_G = re.compile(r"g(?=eo|io|e$)")
_DOUBLED = re.compile(r"([a-z])\1+")
_NO_KEY = re.compile(r"[^A-Z]")
# a letter pair in these names is two sounds: فتحي is not Fa-thi, أدهم not A-dham, إسحاق not I-shaq
_SPLIT_PAIRS = re.compile(
	r"^(?:fat(?=h(?:i|y|ee|i?y+a|ia|ey+a|al+a)h?$)|m[ei]d(?=hat)|ad(?=ham)|is(?=ha+[qk]))"
)
_ALIASES = {
	**dict.fromkeys(("mohd", "mohmd", "mohmed", "muhd", "mhd", "mhmd", "md"), "mohammed"),
	**dict.fromkeys(("osman", "usman", "osmaan"), "othman"),
	**dict.fromkeys(("suraya", "surayya", "soraya", "soraiya"), "thuraya"),
	**dict.fromkeys(("gamal", "gamil", "gamila"), "jamal"),
}
_ALIASES.update(gamil="jamil", gamila="jamila")


def name_key(name: str) -> str:
	"""Return the keys of every part of `name`, joined by a space; "" when it holds no letter of a name.

	The result holds only A-Z and spaces: name_key("محمد الحارثي") == name_key("Mohd Al-Harthy") == "MHMD HRT".
	"""
	return " ".join(name_keys(name))


def name_keys(text: str) -> list[str]:
	"""Return one key per part of a name in its written order.

	Articles, bin, bint, ibn, ould and forms of address are dropped; Abd al X and Abu X are one part.
	"""
	keys = (token_key(token) for token in name_tokens(text))
	return [key for key in keys if key]


def token_key(token: str) -> str:
	"""Return the key of one part; a compound of Abd (written abd+rest) joins the keys of both sides."""
	return "".join(_arabic_key(part) if has_arabic(part) else _latin_key(part) for part in token.split("+"))


def _arabic_key(token: str) -> str:
	# within a name two lams in a row are one doubled sound: اللواتي, عبداللطيف
	# دج is the j that Latin writes dj, تش its ch
	token = token.replace("لل", "ل").replace("دج", "ج").replace("تش", "ش")
	initial = _ARABIC_INITIALS.get(token[:1], "")
	key = initial + "".join(_ARABIC_KEYS.get(letter, "") for letter in token)
	return _without_final_h(key, token[-1:] in "هح", len(token))


def _latin_key(token: str) -> str:
	token = _SPLIT_PAIRS.sub(r"\g<0>'", _ALIASES.get(token, token))
	token = _DOUBLED.sub(r"\1", token)
	ends_in_h = token.endswith("h") and not token.endswith(("kh", "sh", "th", "dh", "gh", "ph", "ch"))
	initial = _latin_initial(token[:1])
	for pair, key in _LATIN_DIGRAPHS:
		token = token.replace(pair, key)
	token = _SOFT_C.sub("S", _SOFT_G.sub("j", token)).replace("c", "K").translate(_LATIN_KEYS)
	return _without_final_h(initial + _NO_KEY.sub("", token), ends_in_h, len(token))


def _latin_initial(letter: str) -> str:
	if letter in "wy":
		return letter.upper()
	return "A" if letter and letter in "aeiou" else ""


def _without_final_h(key: str, ends_in_h: bool, letters: int) -> str:
	"""Drop an H at the end: Latin spellings write or leave it at will (Fatima, Fatimah; Saleh, Salih).

	Names of two letters keep it (طه).
	"""
	return key[:-1] if ends_in_h and letters > 2 and len(key) > 1 else key
