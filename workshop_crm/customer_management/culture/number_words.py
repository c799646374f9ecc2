"""Whole numbers with a counted noun, in English and Arabic words.

Arabic grammar of counted nouns (العدد والمعدود): 1 and 2 are said by the noun itself (singular, dual);
3 to 10 take the opposite gender and the plural; 11 to 99 the singular accusative; hundreds and scales the
singular genitive, before which a dual loses its n (مائتا ريال). After a hundred, 1 and 2 repeat the noun.
"""

from dataclasses import dataclass

from workshop_crm.customer_management.culture.digits import MalformedNumber

LARGEST = 10**15 - 1


@dataclass(frozen=True)
class ArabicNoun:
	"""The forms of a counted noun: singular, dual, plural and the singular accusative (تمييز)."""

	singular: str
	dual: str
	plural: str
	accusative: str
	feminine: bool = False
	says_one: bool = True

	@classmethod
	def invariable(cls, name: str) -> "ArabicNoun":
		"""Return a noun of which only one form is known."""
		return cls(name, f"اثنان {name}", name, name)


_ENGLISH_SMALL = (
	"zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
	" seventeen eighteen nineteen"
).split()
_ENGLISH_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))

# with a masculine noun, then with a feminine one
_UNITS = (
	"_ واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split(),
	"_ إحدى اثنتان ثلاث أربع خمس ست سبع ثماني تسع عشر".split(),
)
_TEENS = (
	"عشرة,أحد عشر,اثنا عشر,ثلاثة عشر,أربعة عشر,خمسة عشر,ستة عشر,سبعة عشر,ثمانية عشر,تسعة عشر".split(","),
	"عشر,إحدى عشرة,اثنتا عشرة,ثلاث عشرة,أربع عشرة,خمس عشرة,ست عشرة,سبع عشرة,ثماني عشرة,تسع عشرة".split(","),
)
_TENS = "_ _ عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
_HUNDREDS = "_ مائة مائتان ثلاثمائة أربعمائة خمسمائة ستمائة سبعمائة ثمانمائة تسعمائة".split()
_SCALES = (
	(10**12, ArabicNoun("تريليون", "تريليونان", "تريليونات", "تريليوناً", says_one=False)),
	(10**9, ArabicNoun("مليار", "ملياران", "مليارات", "ملياراً", says_one=False)),
	(10**6, ArabicNoun("مليون", "مليونان", "ملايين", "مليوناً", says_one=False)),
	(1000, ArabicNoun("ألف", "ألفان", "آلاف", "ألفاً", says_one=False)),
)
_BEFORE_GENITIVE = {
	"مائتان": "مائتا",
	**{noun.dual: noun.dual[:-1] for _scale, noun in _SCALES},
	**{noun.accusative: noun.singular for _scale, noun in _SCALES},
}


def count_in_english(number: int, singular: str, plural: str) -> str:
	"""Return "one rial", "twelve rials", "one hundred and five rials"; `number` is 0 or more."""
	_check(number)
	return f"{_english(number)} {singular if number == 1 else plural}"


def _english(number: int) -> str:
	for scale, name in _ENGLISH_SCALES:
		if number >= scale:
			head, rest = divmod(number, scale)
			link = " and " if 0 < rest < 100 else " "
			return f"{_english(head)} {name}" + (link + _english(rest) if rest else "")
	if number >= 100:
		head, rest = divmod(number, 100)
		return f"{_ENGLISH_SMALL[head]} hundred" + (f" and {_english(rest)}" if rest else "")
	if number < 20:
		return _ENGLISH_SMALL[number]
	tens, unit = divmod(number, 10)
	return _ENGLISH_TENS[tens] + (f"-{_ENGLISH_SMALL[unit]}" if unit else "")


def count_in_arabic(number: int, noun: ArabicNoun) -> str:
	"""Return the number and its noun in the nominative: "ثلاثة ريالات عمانية"; `number` is 0 or more."""
	_check(number)
	if not number:
		return f"صفر {noun.singular}"
	rest = number % 100
	head = _heads(number - rest)
	if not head:
		return _small(rest, noun)
	if rest > 2:
		return f"{head} و{_small(rest, noun)}"
	counted = f"{_before_genitive(head)} {noun.singular}"
	return f"{counted} و{_small(rest, noun)}" if rest else counted


def _check(number: int) -> None:
	if not 0 <= number <= LARGEST:
		raise MalformedNumber("This number is too large to be written in words.")


def _heads(number: int) -> str:
	"""Return the words of a multiple of a hundred, without a noun."""
	parts = []
	for scale, noun in _SCALES:
		count, number = divmod(number, scale)
		if count:
			parts.append(count_in_arabic(count, noun))
	if number:
		parts.append(_HUNDREDS[number // 100])
	return " و".join(parts)


def _before_genitive(words: str) -> str:
	first, space, last = words.rpartition(" ")
	link = "و" if last.startswith("و") else ""
	last = last.removeprefix("و")
	return f"{first}{space}{link}{_BEFORE_GENITIVE.get(last, last)}"


def _small(number: int, noun: ArabicNoun) -> str:
	if number == 1:
		one = "واحدة" if noun.feminine else "واحد"
		return f"{noun.singular} {one}" if noun.says_one else noun.singular
	if number == 2:
		return noun.dual
	if number <= 10:
		return f"{_UNITS[noun.feminine][number]} {noun.plural}"
	return f"{_tens(number, noun.feminine)} {noun.accusative}"


def _tens(number: int, feminine: bool) -> str:
	if number < 20:
		return _TEENS[feminine][number - 10]
	tens, unit = divmod(number, 10)
	if not unit:
		return _TENS[tens]
	word = "ثمانٍ" if feminine and unit == 8 else _UNITS[feminine][unit]
	return f"{word} و{_TENS[tens]}"
