"""Dates, times and plain numbers for reading, by Babel's ar_OM and en_001.

Digits are Western unless Arabic-Indic ones are asked for. `plain` leaves out the direction marks that
Arabic dates carry, for SMS and CSV. Aware datetimes are shown in their own zone, never converted.
"""

from datetime import date, datetime, time
from decimal import Decimal

from babel import dates
from babel.numbers import format_decimal

from workshop_crm.customer_management.culture.digits import (
	as_decimal,
	grouped,
	locale_of,
	rounded,
	to_arabic_number,
)
from workshop_crm.customer_management.culture.text import strip_marks, to_arabic_digits, to_western_digits


def format_date(
	value: date | datetime | str,
	lang: str = "en",
	style: str = "medium",
	arabic_digits: bool = False,
	plain: bool = False,
) -> str:
	"""Return a date: "20 Nov 2026"; with style "full" and Arabic "الجمعة، 20 نوفمبر 2026".

	Args: `value` may be ISO text; `style` is short, medium, long or full. Raises: ValueError for no date.
	"""
	moment = _moment(value)
	return _shown(dates.format_date(moment, format=style, locale=locale_of(lang)), arabic_digits, plain)


def format_time(
	value: time | datetime | str,
	lang: str = "en",
	style: str = "short",
	arabic_digits: bool = False,
	plain: bool = False,
) -> str:
	"""Return a time of day: "5:05 pm", "5:05 م". Raises: ValueError for ISO text that is no time."""
	if isinstance(value, str):
		value = _time_of(to_western_digits(strip_marks(value)).strip())
	return _shown(dates.format_time(value, format=style, locale=locale_of(lang)), arabic_digits, plain)


def format_datetime(
	value: date | datetime | str,
	lang: str = "en",
	style: str = "medium",
	arabic_digits: bool = False,
	plain: bool = False,
) -> str:
	"""Return date and time of day, the time without seconds. Raises: ValueError for no date."""
	moment = _moment(value)
	day = dates.format_date(moment, format=style, locale=locale_of(lang))
	hour = dates.format_time(moment, format="short", locale=locale_of(lang))
	return _shown(f"{day}{'، ' if locale_of(lang) == 'ar_OM' else ', '}{hour}", arabic_digits, plain)


def format_number(
	value: Decimal | int | float | str,
	lang: str = "en",
	decimals: int | None = None,
	arabic_digits: bool = False,
) -> str:
	"""Return a number with thousands separators, rounded half up to `decimals` places (three at most if None).

	Raises: MalformedNumber (a ValueError) for no finite number.
	"""
	if decimals is None:
		number = strip_marks(format_decimal(rounded(value, 3), locale=locale_of(lang)))
	else:
		number = grouped(rounded(as_decimal(value), decimals), decimals, lang)
	return to_arabic_number(number) if arabic_digits else number


def _moment(value: date | datetime | str) -> datetime:
	if isinstance(value, str):
		value = datetime.fromisoformat(to_western_digits(strip_marks(value)).strip())
	if isinstance(value, datetime):
		return value
	if not isinstance(value, date):
		raise ValueError("This is not a date.")
	return datetime(value.year, value.month, value.day)


def _time_of(text: str) -> time:
	return datetime.fromisoformat(text).time() if "-" in text[:8] else time.fromisoformat(text)


def _shown(text: str, arabic_digits: bool, plain: bool) -> str:
	text = to_arabic_digits(text) if arabic_digits else text
	return strip_marks(text).replace("\u00a0", " ").replace("\u202f", " ") if plain else text
