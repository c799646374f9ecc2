"""Numbers as people of Oman read them: Babel locales, rounding, and the choice of digits."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation

from babel.numbers import format_decimal

from workshop_crm.customer_management.culture.text import strip_marks, to_arabic_digits, to_western_digits

# wide enough for every number as_decimal lets through
_WIDE = Context(prec=80)
_ARABIC_SEPARATORS = str.maketrans(",.", "٬٫")
_WESTERN_SEPARATORS = str.maketrans({"٬": ",", "٫": ".", "،": ","})


class MalformedNumber(ValueError):
	"""A value that is no finite number, or one too large to be written."""


def locale_of(lang: str) -> str:
	"""Return the Babel locale for a language: "ar_OM" for Arabic, else "en_001" (Babel 2.13 has no en_OM)."""
	return "ar_OM" if (lang or "").lower().startswith("ar") else "en_001"


def as_decimal(value: Decimal | int | float | str) -> Decimal:
	"""Return an exact decimal; a float counts as the digits it prints. Raises: MalformedNumber."""
	try:
		number = Decimal(_as_typed(value) if isinstance(value, str) else str(value))
	except InvalidOperation as error:
		raise MalformedNumber("This is not a number.") from error
	if not number.is_finite() or number.adjusted() > 40:
		raise MalformedNumber("This is not a number.")
	return number


def _as_typed(text: str) -> str:
	western = strip_marks(to_western_digits(text)).translate(_WESTERN_SEPARATORS)
	return western.strip().replace(",", "").replace("\u00a0", "")


def rounded(value: Decimal | int | float | str, decimals: int) -> Decimal:
	"""Round half up, as a cashier does; Decimal and Babel round half to even."""
	number = as_decimal(value)
	result = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)
	return result if result else abs(result)


def grouped(value: Decimal, decimals: int, lang: str) -> str:
	"""Return a rounded number with thousands separators and exactly `decimals` places, Western digits."""
	pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
	return strip_marks(format_decimal(value, format=pattern, locale=locale_of(lang)))


def to_arabic_number(number: str) -> str:
	"""Write a formatted number with ٠-٩, ٬ and ٫. Give it the number alone: a currency sign has dots too."""
	return to_arabic_digits(number).translate(_ARABIC_SEPARATORS)
