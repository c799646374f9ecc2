"""Operators of conditions: which suit which kind of fact, how their values are read, what they ask of a field."""

from datetime import date, timedelta
from typing import NamedTuple

import frappe
from frappe import _
from frappe.utils import getdate
from pypika.terms import Criterion

from workshop_crm.exceptions import SegmentError

IS, IS_NOT, IN, NOT_IN, CONTAINS = "is", "is not", "in", "not in", "contains"
AT_LEAST, AT_MOST, BETWEEN = "at least", "at most", "between"
LAST_DAYS, DAYS_AGO = "in the last N days", "more than N days ago"
SET, NOT_SET = "is set", "is not set"

CHOICE = (IS, IS_NOT, IN, NOT_IN, SET, NOT_SET)
OPERATORS = {
	"select": CHOICE,
	"link": CHOICE,
	"text": (*CHOICE, CONTAINS),
	"number": (IS, AT_LEAST, AT_MOST, BETWEEN),
	"date": (IS, AT_LEAST, AT_MOST, BETWEEN, LAST_DAYS, DAYS_AGO, SET, NOT_SET),
	"check": (IS,),
}
# Of several rows: no row may do what the counterpart asks.
NEGATIVE = {IS_NOT: IS, NOT_IN: IN, NOT_SET: SET}
WITHOUT_VALUE = (SET, NOT_SET)
MOST_VALUES = 100
MOST_DAYS = 36500
LONGEST_VALUE = 140
# Backslashes escape in MariaDB's LIKE and not in SQLite's.
WILDCARDS = str.maketrans("", "", "%_\\")


class Test(NamedTuple):
	"""An operator with its values, read as the fact's kind: texts, floats, dates, or a number of days."""

	operator: str
	values: tuple


def operator_labels() -> dict[str, str]:
	"""Return every operator with the words it is shown by."""
	return {
		IS: _("is"),
		IS_NOT: _("is not"),
		IN: _("is one of"),
		NOT_IN: _("is none of"),
		CONTAINS: _("contains"),
		AT_LEAST: _("is at least"),
		AT_MOST: _("is at most"),
		BETWEEN: _("lies between"),
		LAST_DAYS: _("lies in the last (days)"),
		DAYS_AGO: _("is longer ago than (days)"),
		SET: _("is known"),
		NOT_SET: _("is not known"),
	}


def values_in(text: str | None) -> list[str]:
	"""Return the values of a stored condition: one a line."""
	return [line.strip() for line in (text or "").splitlines() if line.strip()]


def read_test(fact, operator: str, texts: list[str]) -> Test:
	"""Return the condition on `fact` with its values read.

	Raises SegmentError naming the fact for an operator that does not suit it, and for missing, superfluous or
	wrong values.
	"""
	if operator not in fact.allowed_operators:
		_refuse(_("{0}: the operator {1} cannot be used with this fact."), fact, operator)
	if operator in WITHOUT_VALUE:
		return Test(operator, ())
	_check_number_of_values(fact, operator, texts)
	values = tuple(_read(fact, operator, text) for text in texts)
	if operator == BETWEEN and values[0] > values[1]:
		_refuse(_("{0}: the first value must not be greater than the second one."), fact)
	return Test(operator, values)


def positive(test: Test) -> Test:
	"""Return the test whose contrary `test` is, or `test` itself."""
	return Test(NEGATIVE.get(test.operator, test.operator), test.values)


def contains(text: str) -> str:
	"""Return the pattern that finds `text` anywhere, wildcards in it left out."""
	return f"%{text.translate(WILDCARDS)}%"


def compare(field, test: Test, kind: str) -> Criterion:
	"""Return what `test` asks of `field`; nothing and an empty text count alike."""
	if test.operator in NEGATIVE and test.operator != NOT_SET:
		return field.isnull() | compare(field, positive(test), kind).negate()
	if test.operator in WITHOUT_VALUE:
		known = field.isnotnull() if kind in ("date", "number") else field.isnotnull() & (field != "")
		return known if test.operator == SET else known.negate()
	if kind == "date":
		return _compare_days(field, test)
	if kind == "number":
		return within_bounds(field, *bounds(test))
	if test.operator == CONTAINS:
		return field.like(contains(test.values[0]))
	return field.isin(test.values)


def bounds(test: Test) -> tuple[float | None, float | None]:
	"""Return the least and the greatest number that pass; None where there is no limit."""
	first, last = test.values[0], test.values[-1]
	return (None if test.operator == AT_MOST else first, None if test.operator == AT_LEAST else last)


def within_bounds(field, least, most) -> Criterion:
	"""Return the condition that `field` lies between both, each of which may be missing."""
	asked = [] if least is None else [field >= least]
	asked += [] if most is None else [field <= most]
	return Criterion.all(asked)


def _compare_days(field, test: Test) -> Criterion:
	"""A moment belongs to its day, so the upper limit is the day after."""
	today = getdate()
	if test.operator == DAYS_AGO:
		return field < str(today - timedelta(days=test.values[0]))
	if test.operator == LAST_DAYS:
		least, most = today - timedelta(days=test.values[0]), today
	else:
		least, most = bounds(test)
	asked = [] if least is None else [field >= str(least)]
	asked += [] if most is None else [field < str(most + timedelta(days=1))]
	return Criterion.all(asked)


def _check_number_of_values(fact, operator: str, texts: list[str]) -> None:
	if not texts:
		_refuse(_("{0}: please give a value."), fact)
	if operator == BETWEEN and len(texts) != 2:
		_refuse(_("{0}: please give two values, the smaller one first."), fact)
	if operator not in (BETWEEN, IN, NOT_IN) and len(texts) != 1:
		_refuse(_("{0}: please give only one value."), fact)
	if len(texts) > MOST_VALUES:
		_refuse(_("{0}: at most {1} values can be given."), fact, MOST_VALUES)


def _read(fact, operator: str, text: str):
	if operator in (LAST_DAYS, DAYS_AGO):
		return _read_days(fact, text)
	if fact.kind == "number":
		return _read_number(fact, text)
	if fact.kind == "date":
		return _read_date(fact, text)
	known = not fact.options or text in [value for value, _label in fact.options]
	if not known or (fact.kind == "link" and not frappe.db.exists(fact.doctype, text)):
		_refuse(_("{0}: {1} is not a value of this fact."), fact, text)
	if len(text) > LONGEST_VALUE or (operator == CONTAINS and not text.translate(WILDCARDS).strip()):
		_refuse(_("{0}: {1} is not a value of this fact."), fact, text[:LONGEST_VALUE])
	return text


def _read_days(fact, text: str) -> int:
	if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_DAYS):
		_refuse(_("{0}: {1} is not a number of days."), fact, text)
	return int(text)


def _read_number(fact, text: str) -> float:
	try:
		number = float(text)
	except ValueError:
		number = float("nan")
	if not abs(number) < 10**12:
		_refuse(_("{0}: {1} is not a number."), fact, text)
	return number


def _read_date(fact, text: str) -> date:
	try:
		return date.fromisoformat(text)
	except ValueError:
		_refuse(_("{0}: {1} is not a date. Please write it as year-month-day."), fact, text)


def _refuse(message: str, fact, *values) -> None:
	frappe.throw(message.format(fact.label, *values), SegmentError)
