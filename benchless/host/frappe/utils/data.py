"""Numbers, dates and comparison."""

import datetime
import operator
import re

import frappe
import pytz
from dateutil import parser
from dateutil.relativedelta import relativedelta
from frappe.database.values import to_timedelta as _time_from_text

DATE_FORMAT, TIME_FORMAT = "%Y-%m-%d", "%H:%M:%S.%f"
DATETIME_FORMAT = DATE_FORMAT + " " + TIME_FORMAT
_COMPARE = {
	"=": operator.eq, "!=": operator.ne, ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le,
	"in": lambda a, b: a in b, "not in": lambda a, b: a not in b, "^": lambda a, b: str(a).startswith(b),
	"not None": lambda a, b: a is not None, "None": lambda a, b: a is None,
	"like": lambda a, b: str(b).strip("%").lower() in str(a or "").lower(),
}  # fmt: skip


def cstr(value, encoding="utf-8") -> str:
	"""Text; None becomes ''."""
	return "" if value is None else value.decode(encoding) if isinstance(value, bytes) else str(value)


def strip_html(text: str) -> str:
	"""The text without tags."""
	return re.sub(r"<[^>]*>", "", text or "")


strip_html_tags = strip_html


def cint(value, default: int = 0) -> int:
	"""A whole number; what is none becomes `default`."""
	try:
		return int(float(value))
	except (TypeError, ValueError, OverflowError):
		return default


def flt(value, precision: int | None = None, rounding_method: str | None = None) -> float:
	"""A float (text with thousands commas too), rounded half away as the site does; what is none becomes 0."""
	if isinstance(value, str):
		value = value.replace(",", "")
	try:
		number = float(value)
	except (TypeError, ValueError):
		return 0.0
	return rounded(number, precision) if precision is not None else number


def rounded(num, precision: int = 0, rounding_method: str | None = None) -> float:
	"""Round as Frappe's banker's rounding does: halves go to the even neighbour."""
	precision = cint(precision)
	scaled = float(num or 0) * 10**precision
	floor = int(scaled // 1)
	rest = round(scaled - floor, 10)
	number = floor if rest < 0.5 or (rest == 0.5 and floor % 2 == 0) else floor + 1
	return number / 10**precision if precision else number


def compare(val1, condition: str, val2, fieldtype: str | None = None) -> bool:
	"""Compare two values by an operator's name."""
	if fieldtype:
		val1, val2 = cast(fieldtype, val1), cast(fieldtype, val2)
	return bool(_COMPARE[condition](val1, val2)) if condition in _COMPARE else False


def cast(fieldtype: str, value=None):
	"""The value in the type of a field."""
	if fieldtype in ("Currency", "Float", "Percent"):
		return flt(value)
	if fieldtype in ("Int", "Check"):
		return cint(value)
	if fieldtype == "Date" and value:
		return getdate(value)
	if fieldtype == "Datetime" and value:
		return get_datetime(value)
	if fieldtype == "Time" and value:
		return to_timedelta(value)
	return (
		cstr(value)
		if fieldtype in ("Data", "Text", "Small Text", "Long Text", "Select", "Link", "Dynamic Link")
		and value is not None
		else value
	)


def get_system_timezone() -> str:
	"""The site's time zone."""
	if not getattr(frappe.local, "db", None):
		return "Asia/Muscat"
	held = frappe.local.system_settings
	if "time_zone" not in held:
		query = "select value from `tabSingles` where doctype = 'System Settings' and field = 'time_zone'"
		held["time_zone"] = next((row[0] for row in frappe.db.fetch(query)), None) or "Asia/Kolkata"
	return held["time_zone"]


get_time_zone = get_system_timezone


def now_datetime() -> datetime.datetime:
	"""Now in the site's time zone, without zone."""
	return datetime.datetime.now(pytz.timezone(get_system_timezone())).replace(tzinfo=None)


def now() -> str:
	"""Now as text with microseconds."""
	return now_datetime().strftime(DATETIME_FORMAT)


def nowdate() -> str:
	"""Today as text."""
	return now_datetime().strftime(DATE_FORMAT)


today = nowdate


def nowtime() -> str:
	"""The time of day as text."""
	return now_datetime().strftime(TIME_FORMAT)


def getdate(string_date=None, parse_day_first: bool = False) -> datetime.date | None:
	"""A date from text, date or datetime; today without argument. Throws for what is no date."""
	if string_date is None:
		return now_datetime().date()
	if isinstance(string_date, datetime.datetime):
		return string_date.date()
	if isinstance(string_date, datetime.date):
		return string_date
	if not string_date or str(string_date).startswith("0000-00-00"):
		return None
	try:
		return (
			datetime.date.fromisoformat(string_date[:10])
			if re.match(r"\d{4}-\d\d-\d\d", string_date)
			else parser.parse(string_date, dayfirst=parse_day_first).date()
		)
	except (ValueError, OverflowError) as error:
		frappe.throw(
			frappe._("{} is not a valid date string.").format(frappe.bold(string_date)),
			title=frappe._("Invalid Date"),
			exc=type("InvalidDate", (frappe.ValidationError,), {})(str(error)),
		)


def get_datetime(datetime_str=None) -> datetime.datetime | None:
	"""A datetime from text, date, datetime or list; now without argument."""
	value = datetime_str
	if value is None:
		return now_datetime()
	if isinstance(value, datetime.datetime):
		return value
	if isinstance(value, datetime.date):
		return datetime.datetime.combine(value, datetime.time())
	if isinstance(value, datetime.timedelta):
		return datetime.datetime.combine(getdate(), datetime.time()) + value
	if isinstance(value, list | tuple):
		return datetime.datetime(*value)
	if not value or value.startswith("0000-00-00"):
		return None
	try:
		return datetime.datetime.fromisoformat(value).replace(tzinfo=None)
	except ValueError:
		return parser.parse(value)


def get_time(time_str) -> datetime.time:
	"""A time of day."""
	if isinstance(time_str, datetime.datetime):
		return time_str.time()
	if isinstance(time_str, datetime.time):
		return time_str
	if isinstance(time_str, datetime.timedelta):
		return (datetime.datetime.min + time_str).time()
	return parser.parse(time_str).time()


def to_timedelta(time_str):
	"""A time of day as timedelta."""
	if isinstance(time_str, str):
		return _time_from_text(time_str)
	if isinstance(time_str, datetime.time):
		return datetime.timedelta(
			hours=time_str.hour,
			minutes=time_str.minute,
			seconds=time_str.second,
			microseconds=time_str.microsecond,
		)
	return time_str


get_timedelta = to_timedelta


def add_to_date(
	date=None,
	years=0,
	months=0,
	weeks=0,
	days=0,
	hours=0,
	minutes=0,
	seconds=0,
	as_string=False,
	as_datetime=False,
):
	"""The date or datetime so much later; text for text."""
	was_text = isinstance(date, str)
	if date is None:
		date = now_datetime()
	elif was_text:
		as_string = True
		as_datetime = as_datetime or " " in date or ":" in date
		date = parser.parse(date)
	if hours or minutes or seconds:
		date = get_datetime(date)
		as_datetime = True
	later = date + relativedelta(
		years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
	)
	if as_string:
		return later.strftime(DATETIME_FORMAT if as_datetime else DATE_FORMAT)
	return later


def add_days(date, days):
	"""So many days later."""
	return add_to_date(date, days=days)


def add_months(date, months):
	"""So many months later."""
	return add_to_date(date, months=months)


def date_diff(string_ed_date, string_st_date) -> int:
	"""Days from the second to the first."""
	return (getdate(string_ed_date) - getdate(string_st_date)).days


days_diff = date_diff


def get_first_day(dt, d_years=0, d_months=0, as_str=False):
	"""The month's first day."""
	first = getdate(dt).replace(day=1) + relativedelta(years=d_years, months=d_months)
	return str(first) if as_str else first


def get_last_day(dt):
	"""The month's last day."""
	return get_first_day(dt, 0, 1) - datetime.timedelta(days=1)


def get_first_day_of_week(dt, as_str=False):
	"""The week's first day, Sunday."""
	day = getdate(dt)
	first = day - datetime.timedelta(days=(day.weekday() + 1) % 7)
	return str(first) if as_str else first


def get_year_start(dt, as_str=False):
	"""1 January."""
	first = getdate(dt).replace(month=1, day=1)
	return str(first) if as_str else first


def get_timespan_date_range(timespan: str) -> tuple:
	"""First and last day of a span such as 'last month', 'this year', 'today'."""
	today_date = getdate()
	spans = {"today": 0, "yesterday": -1, "tomorrow": 1}
	if timespan in spans:
		day = today_date + datetime.timedelta(days=spans[timespan])
		return day, day
	if match := re.match(r"(last|next) (\d+) days?$", timespan):
		days = datetime.timedelta(days=int(match[2]))
		return (today_date - days, today_date) if match[1] == "last" else (today_date, today_date + days)
	which, _space, unit = timespan.partition(" ")
	number = 6 if unit.startswith("6 ") else 1
	unit = unit.removeprefix("6 ").rstrip("s")
	steps = {
		"week": relativedelta(weeks=1),
		"month": relativedelta(months=1),
		"quarter": relativedelta(months=3),
		"year": relativedelta(years=1),
	}
	firsts = {
		"week": get_first_day_of_week(today_date), "month": get_first_day(today_date), "year": get_year_start(today_date),
		"quarter": today_date.replace(day=1, month=(today_date.month - 1) // 3 * 3 + 1),
	}  # fmt: skip
	shift = {"last": -number, "this": 0, "next": 1}[which]
	first = firsts[unit] + steps[unit] * shift
	return first, first + steps[unit] * max(number, 1) - datetime.timedelta(days=1)


def get_number_format_info(number_format: str) -> tuple[str, str, int]:
	"""Decimal mark, group mark and decimals of a number format."""
	known = {
		"#,###.##": (".", ",", 2),
		"#.###,##": (",", ".", 2),
		"# ###.##": (".", " ", 2),
		"#,###.###": (".", ",", 3),
		"#,###": ("", ",", 0),
	}
	return known.get(number_format, (".", ",", 2))
