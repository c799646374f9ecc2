"""Values as people read them."""

import datetime

import frappe
from frappe.utils.data import cint, cstr, flt, get_datetime, get_number_format_info, getdate

_MARKS = (("yyyy", "%Y"), ("mm", "%m"), ("dd", "%d"))


def get_user_date_format() -> str:
	"""The site's date format, such as dd-mm-yyyy."""
	return frappe.db.get_default("date_format") or "yyyy-mm-dd"


def formatdate(string_date=None, format_string: str | None = None, parse_day_first: bool = False) -> str:
	"""A date in the site's format, or in `format_string`; '' for none."""
	if not string_date:
		return ""
	pattern = format_string or get_user_date_format()
	if any(mark in pattern for mark in ("MMM", "EEE", "LLL")):
		from babel.dates import format_date as babel_date

		return babel_date(getdate(string_date), pattern, locale=(frappe.local.lang or "en").replace("-", "_"))
	for mark, code in _MARKS:
		pattern = pattern.replace(mark, code)
	return getdate(string_date, parse_day_first).strftime(pattern.replace("MM", "%m"))


format_date = formatdate


def format_time(time_string=None, format_string: str | None = None) -> str:
	"""A time of day as hh:mm:ss; '' for none."""
	return str(frappe.utils.get_time(time_string))[:8] if time_string else ""


def format_datetime(datetime_string=None, format_string: str | None = None) -> str:
	"""Date and time in the site's format; '' for none."""
	if not datetime_string:
		return ""
	moment = get_datetime(datetime_string)
	if format_string:
		from babel.dates import format_datetime as babel_datetime

		return babel_datetime(moment, format_string, locale=(frappe.local.lang or "en").replace("-", "_"))
	return f"{formatdate(moment)} {moment.strftime('%H:%M:%S')}"


def fmt_money(
	amount, precision: int | None = None, currency: str | None = None, format: str | None = None
) -> str:
	"""An amount with its currency's symbol and decimals."""
	number_format = format or frappe.db.get_default("number_format") or "#,###.##"
	mark, group, decimals = get_number_format_info(number_format)
	precision = (
		cint(frappe.db.get_default("currency_precision")) or decimals if precision is None else precision
	)
	text = f"{abs(flt(amount)):,.{precision}f}".replace(",", "\0").replace(".", mark).replace("\0", group)
	text = f"-{text}" if flt(amount) < 0 and float(f"{flt(amount):.{precision}f}") else text
	if currency and frappe.db.get_default("hide_currency_symbol") != "Yes":
		symbol = frappe.db.get_value("Currency", currency, "symbol", cache=True) or currency
		return f"{symbol} {text}"
	return text


def format_value(value, df=None, doc=None, currency=None, translated=False, format=None) -> str:
	"""A value as its field shows it."""
	df = frappe._dict(df if isinstance(df, dict) else {"fieldtype": df or _guess(value)})
	kind = df.fieldtype
	if kind == "Date":
		return formatdate(value)
	if kind == "Datetime":
		return format_datetime(value)
	if kind == "Time":
		return format_time(value)
	if value is None or (value == 0 and df.get("print_hide_if_no_value")):
		return ""
	if kind == "Currency":
		field = df.get("options")
		currency = (
			currency
			or (doc.get(field) if doc and field and ":" not in field else None)
			or frappe.db.get_default("currency")
		)
		return fmt_money(value, precision=cint(df.precision) or None, currency=currency, format=format)
	if kind == "Float":
		return fmt_money(
			value, precision=cint(df.precision) or cint(frappe.db.get_default("float_precision")) or None
		)
	if kind == "Percent":
		return f"{flt(value, cint(frappe.db.get_default('float_precision')) or 3):g}%"
	if kind == "Check":
		return frappe._("Yes") if cint(value) else frappe._("No")
	if kind in ("Text", "Small Text") and isinstance(value, str):
		return value.replace("\n", "<br>") if "<br>" not in value and "<div" not in value else value
	return frappe._(cstr(value)) if translated else cstr(value)


def _guess(value) -> str:
	kinds = (
		(datetime.datetime, "Datetime"),
		(datetime.date, "Date"),
		(datetime.timedelta, "Time"),
		(bool, "Check"),
		(float, "Float"),
	)
	return next((name for kind, name in kinds if isinstance(value, kind)), "Data")
