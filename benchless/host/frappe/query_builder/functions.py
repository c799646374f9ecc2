"""Functions of the query builder. Text results compare as columns do."""

from pypika.functions import (
	Abs,
	Avg,
	Cast,
	Coalesce,
	Concat,
	Count,
	Date,
	DistinctOptionFunction,
	IfNull,
	Length,
	Lower,
	Max,
	Min,
	NullIf,
	Substring,
	Sum,
	Upper,
)  # fmt: skip
from pypika.functions import CurDate as CurDate
from pypika.functions import Now as Now
from pypika.terms import AggregateFunction, Function


def _collated(cls):
	plain = cls.get_function_sql

	def get_function_sql(self, **kwargs):
		return plain(self, **kwargs) + " COLLATE unicode_ci"

	cls.get_function_sql = get_function_sql
	return cls


@_collated
class IfNull(IfNull):
	"""IFNULL that compares as text columns do."""


@_collated
class Coalesce(Coalesce):
	"""COALESCE that compares as text columns do."""


@_collated
class Concat(Concat):
	"""CONCAT that compares as text columns do."""


Ifnull = IfNull


class GroupConcat(AggregateFunction):
	"""GROUP_CONCAT."""

	def __init__(self, term, alias=None):
		super().__init__("GROUP_CONCAT", term, alias=alias)


class Locate(Function):
	"""Position of a part in a text, from 1; 0 when absent."""

	def __init__(self, part, text, alias=None):
		super().__init__("LOCATE", part, text, alias=alias)


class DateDiff(Function):
	"""Days from the second date to the first."""

	def __init__(self, later, earlier, alias=None):
		super().__init__("DATEDIFF", later, earlier, alias=alias)


class Year(Function):
	"""Year of a date."""

	def __init__(self, term, alias=None):
		super().__init__("YEAR", term, alias=alias)


class Month(Function):
	"""Month of a date."""

	def __init__(self, term, alias=None):
		super().__init__("MONTH", term, alias=alias)


class Round(Function):
	"""ROUND."""

	def __init__(self, term, decimals=0, alias=None):
		super().__init__("ROUND", term, decimals, alias=alias)


__all__ = [
	"Abs", "Avg", "Cast", "Coalesce", "Concat", "Count", "CurDate", "Date", "DateDiff", "DistinctOptionFunction",
	"GroupConcat", "IfNull", "Ifnull", "Length", "Locate", "Lower", "Max", "Min", "Month", "Now", "NullIf", "Round",
	"Substring", "Sum", "Upper", "Year",
]  # fmt: skip
