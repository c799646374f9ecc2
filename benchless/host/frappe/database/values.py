"""Python values as SQLite keeps them, and back: naive datetimes, dates, times as timedelta, decimals as floats."""

import datetime
import re
import sqlite3
from decimal import Decimal

_DATETIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d$")


def time_text(delta: datetime.timedelta) -> str:
	"""A time of day as text, hh:mm:ss.ffffff."""
	seconds = delta.days * 86400 + delta.seconds
	return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{delta.microseconds:06d}"


def datetime_text(value: datetime.datetime) -> str:
	"""A datetime as text with microseconds, so that text order is time order."""
	return value.replace(tzinfo=None).isoformat(" ", "microseconds")


def plain(value):
	"""The value in a type that SQLite stores."""
	if isinstance(value, datetime.datetime):
		return datetime_text(value)
	if isinstance(value, datetime.date):
		return value.isoformat()
	if isinstance(value, datetime.timedelta):
		return time_text(value)
	if isinstance(value, datetime.time):
		return value.strftime("%H:%M:%S.%f")
	if isinstance(value, Decimal):
		return float(value)
	if isinstance(value, bool):
		return int(value)
	return value


def _to_datetime(text: bytes):
	return datetime.datetime.fromisoformat(text.decode()) if text else None


def _to_date(text: bytes):
	return datetime.date.fromisoformat(text.decode()[:10]) if text else None


def to_timedelta(text: str) -> datetime.timedelta:
	"""Time text as the timedelta that MariaDB's driver gives."""
	hours, minutes, seconds = [*text.split(":"), "0", "0"][:3]
	return datetime.timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))


def _to_time(text: bytes):
	return to_timedelta(text.decode()) if text else None


def guess(value):
	"""A computed result (max of a date, say) has no declared type: tell it by its looks."""
	if isinstance(value, str):
		if _DATETIME.match(value):
			return datetime.datetime.fromisoformat(value)
		if _DATE.match(value):
			return datetime.date.fromisoformat(value)
	return value


def literal(value) -> str:
	"""The value as an SQL literal."""
	value = plain(value)
	if value is None:
		return "NULL"
	if isinstance(value, int | float):
		return repr(value) if type(value) in (int, float) else repr(int(value))
	return "'" + str(value).replace("'", "''").replace("\0", "") + "'"


for _kind in (datetime.datetime, datetime.date, datetime.timedelta, datetime.time, Decimal):
	sqlite3.register_adapter(_kind, plain)
sqlite3.register_converter("datetime", _to_datetime)
sqlite3.register_converter("date", _to_date)
sqlite3.register_converter("time", _to_time)
