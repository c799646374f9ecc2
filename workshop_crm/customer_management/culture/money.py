"""Amounts of money: shown, read and written in words, in Arabic and English.

The Omani rial has three decimals (1 rial = 1000 baisa); other currencies take their precision from Babel.
"""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, get_currency_name, get_currency_precision

from workshop_crm.customer_management.culture.digits import (
	MalformedNumber,
	as_decimal,
	grouped,
	locale_of,
	rounded,
	to_arabic_number,
)
from workshop_crm.customer_management.culture.number_words import (
	ArabicNoun,
	count_in_arabic,
	count_in_english,
)
from workshop_crm.customer_management.culture.text import has_arabic, strip_marks

HOME_CURRENCY = "OMR"


@dataclass(frozen=True)
class CurrencyWords:
	"""The names of a currency and its fraction: English singular and plural, and the Arabic noun."""

	english: tuple[str, str]
	english_fraction: tuple[str, str]
	arabic: ArabicNoun
	arabic_fraction: ArabicNoun


_FILS = ArabicNoun("فلس", "فلسان", "فلوس", "فلساً")
_DIRHAM = ArabicNoun("درهم", "درهمان", "دراهم", "درهماً")
_CENT = ArabicNoun("سنت", "سنتان", "سنتات", "سنتاً")
_WORDS = {
	"OMR": CurrencyWords(
		("Omani rial", "Omani rials"),
		("baisa", "baisa"),
		ArabicNoun("ريال عماني", "ريالان عمانيان", "ريالات عمانية", "ريالاً عمانياً"),
		ArabicNoun("بيسة", "بيستان", "بيسات", "بيسةً", feminine=True),
	),
	"AED": CurrencyWords(
		("UAE dirham", "UAE dirhams"),
		("fils", "fils"),
		ArabicNoun("درهم إماراتي", "درهمان إماراتيان", "دراهم إماراتية", "درهماً إماراتياً"),
		_FILS,
	),
	"SAR": CurrencyWords(
		("Saudi riyal", "Saudi riyals"),
		("halala", "halalas"),
		ArabicNoun("ريال سعودي", "ريالان سعوديان", "ريالات سعودية", "ريالاً سعودياً"),
		ArabicNoun("هللة", "هللتان", "هللات", "هللةً", feminine=True),
	),
	"QAR": CurrencyWords(
		("Qatari riyal", "Qatari riyals"),
		("dirham", "dirhams"),
		ArabicNoun("ريال قطري", "ريالان قطريان", "ريالات قطرية", "ريالاً قطرياً"),
		_DIRHAM,
	),
	"KWD": CurrencyWords(
		("Kuwaiti dinar", "Kuwaiti dinars"),
		("fils", "fils"),
		ArabicNoun("دينار كويتي", "ديناران كويتيان", "دنانير كويتية", "ديناراً كويتياً"),
		_FILS,
	),
	"BHD": CurrencyWords(
		("Bahraini dinar", "Bahraini dinars"),
		("fils", "fils"),
		ArabicNoun("دينار بحريني", "ديناران بحرينيان", "دنانير بحرينية", "ديناراً بحرينياً"),
		_FILS,
	),
	"USD": CurrencyWords(
		("US dollar", "US dollars"),
		("cent", "cents"),
		ArabicNoun("دولار أمريكي", "دولاران أمريكيان", "دولارات أمريكية", "دولاراً أمريكياً"),
		_CENT,
	),
}


def format_money(
	amount: Decimal | int | float | str,
	currency: str = HOME_CURRENCY,
	lang: str = "en",
	arabic_digits: bool = False,
	plain: bool = False,
) -> str:
	"""Return an amount with its currency: "OMR 12.500" in English, "12.500 ر.ع." in Arabic.

	Args: `arabic_digits` writes the number ١٢٫٥٠٠; `plain` leaves out direction marks and no-break spaces,
	for SMS and CSV. Rounds half up to the precision of the currency.
	Raises: MalformedNumber (a ValueError) when `amount` is no finite number.
	"""
	currency = _code(currency)
	decimals = get_currency_precision(currency)
	value = rounded(amount, decimals)
	number = grouped(value, decimals, lang)
	shown = to_arabic_number(number) if arabic_digits else number
	if locale_of(lang) != "ar_OM":
		return f"{currency} {shown}"
	# in a right-to-left line a minus without its mark would jump behind the number
	shown = shown.replace("-", "\u200e-")
	text = format_currency(abs(value), currency, locale="ar_OM")
	text = text.replace(grouped(abs(value), decimals, lang), shown)
	return strip_marks(text).replace("\u00a0", " ").strip() if plain else text


def _code(currency: str) -> str:
	return (currency or HOME_CURRENCY).strip().upper()


def parse_amount(text: str) -> Decimal:
	"""Read an amount as typed, in either digits, with or without currency: "١٬٢٣٤٫٥ ر.ع.", "OMR 1,234.500".

	The comma parts thousands, the point (or ٫) the decimals. Raises: MalformedNumber.
	"""
	words = strip_marks(text).replace("\u00a0", " ").split()
	numbers = [word for word in words if not _is_currency(word)]
	if len(numbers) != 1:
		raise MalformedNumber("This is not an amount.")
	return as_decimal(numbers[0])


def _is_currency(word: str) -> bool:
	return has_arabic(word) or (word.isalpha() and len(word) == 3 and word.lower() not in ("nan", "inf"))


def money_in_words(
	amount: Decimal | int | float | str, currency: str = HOME_CURRENCY, lang: str = "en"
) -> str:
	"""Return an amount in words, as on a receipt.

	12.5 is "Twelve Omani rials and five hundred baisa", "اثنا عشر ريالاً عمانياً وخمسمائة بيسة". A currency
	without words here is named by Babel and its fraction written in figures ("Twelve euros and 50/100").
	Raises: MalformedNumber when the amount is no number or has more than fifteen digits before the point.
	"""
	currency = _code(currency)
	decimals = get_currency_precision(currency)
	value = rounded(amount, decimals)
	whole = int(abs(value))
	fraction = int((abs(value) - whole).scaleb(decimals))
	in_words = _in_arabic if locale_of(lang) == "ar_OM" else _in_english
	return in_words(currency, decimals, whole, fraction, negative=value < 0)


def _in_english(currency: str, decimals: int, whole: int, fraction: int, negative: bool) -> str:
	words = _WORDS.get(currency)
	name = words.english if words else tuple(get_currency_name(currency, n, locale="en_001") for n in (1, 2))
	parts = [count_in_english(whole, *name)] if whole or not fraction or not words else []
	if fraction and words:
		parts.append(count_in_english(fraction, *words.english_fraction))
	elif fraction:
		parts.append(f"{fraction:0{decimals}d}/{10**decimals}")
	text = ("minus " if negative else "") + " and ".join(parts)
	return text[0].upper() + text[1:]


def _in_arabic(currency: str, decimals: int, whole: int, fraction: int, negative: bool) -> str:
	words = _WORDS.get(currency)
	noun = words.arabic if words else ArabicNoun.invariable(get_currency_name(currency, locale="ar_OM"))
	parts = [count_in_arabic(whole, noun)] if whole or not fraction or not words else []
	if fraction and words:
		parts.append(count_in_arabic(fraction, words.arabic_fraction))
	elif fraction:
		parts.append(f"{fraction:0{decimals}d}/{10**decimals}")
	return ("سالب " if negative else "") + " و".join(parts)
