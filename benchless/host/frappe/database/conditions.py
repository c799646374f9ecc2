"""Filters, in the forms Frappe takes, as SQL text.

With `null_aware` an empty column counts as '' or 0 (get_all, get_list); without it the comparison is plain SQL
(frappe.db.get_value and its kin).
"""

import datetime
import json
from typing import NamedTuple

import frappe
from frappe.database.values import literal

HIERARCHY = (
	"ancestors of",
	"descendants of",
	"not ancestors of",
	"not descendants of",
	"descendants of (inclusive)",
)
OPERATORS = {
	*("=", "!=", "<", ">", "<=", ">=", "<>", "like", "not like", "in", "not in", "between", "is", "regexp"),
	*("timespan", "previous", "next", *HIERARCHY),
}
NUMBERS = ("Check", "Float", "Int", "Currency", "Percent", "Duration", "Rating")
WITHOUT_DOCTYPE = ("Series", "Singles", "Sessions")
STANDARD_TYPES = {"creation": "Datetime", "modified": "Datetime", "docstatus": "Int", "idx": "Int"}


class Filter(NamedTuple):
	doctype: str
	fieldname: str
	operator: str
	value: object


def table(doctype: str) -> str:
	"""The quoted table of a DocType."""
	return f"`tab{doctype}`" if not doctype.startswith("__") else f"`{doctype}`"


def normalise(filters, doctype: str) -> list[Filter]:
	"""Every accepted form of filters as a list of Filter. Raises frappe.ValidationError for other forms."""
	if filters is None or filters == "":
		return []
	if isinstance(filters, str) and filters[:1] in "[{":
		filters = json.loads(filters)
	if isinstance(filters, str | int):
		return [Filter(doctype, "name", "=", filters)]
	if isinstance(filters, dict):
		return [_from_pair(doctype, key, value) for key, value in filters.items()]
	if len(filters) in (3, 4) and isinstance(filters[0], str) and str(filters[-2]).lower() in OPERATORS:
		filters = [filters]
	result = []
	for item in filters:
		if isinstance(item, Filter):
			result.append(item)
		elif isinstance(item, dict):
			result += normalise(item, doctype)
		elif isinstance(item, list | tuple):
			result.append(_from_list(doctype, item))
		else:
			return [Filter(doctype, "name", "in", list(filters))]
	return result


def _from_pair(doctype, key, value) -> Filter:
	if isinstance(value, list | tuple | set):
		value = list(value)
		known = len(value) == 2 and isinstance(value[0], str) and value[0].lower() in OPERATORS
		operator, value = (value[0].lower(), value[1]) if known else ("in", value)
		return Filter(doctype, key, operator, value)
	return Filter(doctype, key, "=", value)


def _from_list(doctype, item) -> Filter:
	if len(item) == 2:
		return _from_pair(doctype, item[0], item[1])
	if len(item) >= 4:
		doctype, item = item[0] or doctype, item[1:]
	operator = str(item[1]).lower()
	if operator not in OPERATORS:
		frappe.throw(f"Operator must be one of {', '.join(sorted(OPERATORS))}: {operator}")
	return Filter(doctype, item[0], operator, item[2])


def build(filters, doctype: str, null_aware: bool, joiner: str = " and ", checked_by=None) -> str:
	"""SQL text of all filters; '' when there are none. `checked_by` sees every Filter first."""
	parts = []
	for one in normalise(filters, doctype):
		parts.append(render(checked_by(one) if checked_by else one, null_aware))
	return joiner.join(parts)


def _fieldtype(one: Filter) -> str:
	if one.fieldname in STANDARD_TYPES:
		return STANDARD_TYPES[one.fieldname]
	if one.doctype.startswith("__") or one.doctype in WITHOUT_DOCTYPE:
		return "Data"
	field = frappe.get_meta(one.doctype).get_field(one.fieldname)
	return field.fieldtype if field else "Data"


def render(one: Filter, null_aware: bool) -> str:
	"""SQL text of one filter."""
	if "(" in one.fieldname:
		column = one.fieldname
		if not column.lower().startswith("ifnull(") or ";" in column or "select" in column.lower():
			frappe.throw(f"Invalid field name {column}", frappe.DataError)
		column = column + " collate unicode_ci"
	else:
		column = _column(one)
	kind = "Data" if "(" in one.fieldname else _fieldtype(one)
	if one.operator in HIERARCHY:
		return _hierarchy(one, column)
	if one.operator in ("in", "not in"):
		return _membership(one, column, kind, null_aware)
	if one.operator == "is":
		if str(one.value).lower() == "set":
			return f"{column} != ''" if kind not in NUMBERS else f"{column} is not null"
		return f"({column} is null or {column} = '')"
	if one.operator in ("timespan", "previous", "next"):
		one = one._replace(operator="between", value=_range(one))
	if one.operator == "between":
		return _between(one, column, kind)
	return _comparison(one, column, kind, null_aware)


def _column(one: Filter) -> str:
	name = one.fieldname
	if name.startswith("`"):
		return name
	if not name.replace("_", "").replace("-", "").isalnum():
		if "." in name and name.replace(".", "").replace("_", "").replace(" ", "").isalnum():
			owner, name = name.rsplit(".", 1)
			return f"{table(owner.removeprefix('tab'))}.`{name}`"
		frappe.throw(f"Invalid field name {name}", frappe.DataError)
	return f"{table(one.doctype)}.`{name}`"


def _hierarchy(one: Filter, column: str) -> str:
	field = frappe.get_meta(one.doctype).get_field(one.fieldname)
	target = field.options if field else one.doctype
	left, right = frappe.db.get_value(target, one.value, ["lft", "rgt"]) or (0, 0)
	if "descendants" in one.operator:
		inner, order = {"lft": [">", left], "rgt": ["<", right]}, "lft asc"
	else:
		inner, order = {"lft": ["<", left], "rgt": [">", right]}, "lft desc"
	names = frappe.get_all(target, filters=inner, pluck="name", order_by=order)
	if one.operator.endswith("(inclusive)"):
		names.append(one.value)
	words = ", ".join(literal(name) for name in names) or "''"
	if one.operator.startswith("not"):
		return f"ifnull({column}, '') collate unicode_ci not in ({words})"
	return f"{column} in ({words})"


def _membership(one: Filter, column: str, kind: str, null_aware: bool) -> str:
	values = one.value
	if hasattr(values, "get_sql"):
		return f"{column} {one.operator} ({values.get_sql()})"
	if isinstance(values, str):
		values = json.loads(values) if values[:1] == "[" else [part.strip() for part in values.split(",")]
	values = list(values or [])
	blank = not values or any(value in (None, "") for value in values)
	words = ", ".join(_typed(value if value is not None else "", kind) for value in values) or "''"
	if null_aware and one.fieldname != "name" and (one.operator == "not in" or blank):
		column = f"ifnull({column}, '') collate unicode_ci" if kind not in NUMBERS else f"ifnull({column}, 0)"
	return f"{column} {one.operator} ({words})"


def _range(one: Filter):
	from frappe.utils import get_timespan_date_range

	value = (
		str(one.value)
		if one.operator == "timespan"
		else f"{'last' if one.operator == 'previous' else 'next'} {one.value}"
	)
	return get_timespan_date_range(value)


def _between(one: Filter, column: str, kind: str) -> str:
	first, last = (
		one.value if isinstance(one.value, list | tuple) else [part.strip() for part in one.value.split(",")]
	)
	if kind == "Datetime":
		first = frappe.utils.get_datetime(first)
		if not isinstance(last, datetime.datetime) and len(str(last)) <= 10:
			last = f"{str(last)[:10]} 23:59:59.999999"
		last = frappe.utils.get_datetime(last)
	return f"{column} between {_typed(first, kind)} and {_typed(last, kind)}"


def _typed(value, kind: str) -> str:
	if hasattr(value, "get_sql"):
		return value.get_sql(quote_char="`")
	if value in (None, ""):
		return literal(value)
	if kind == "Date":
		return literal(frappe.utils.getdate(value))
	if kind == "Datetime" or isinstance(value, datetime.datetime):
		return literal(frappe.utils.get_datetime(value))
	if kind == "Time":
		return literal(frappe.utils.to_timedelta(value))
	if kind in NUMBERS:
		return (
			literal(frappe.utils.flt(value))
			if kind not in ("Int", "Check")
			else literal(frappe.utils.cint(value))
		)
	return literal(str(value))


def _comparison(one: Filter, column: str, kind: str, null_aware: bool) -> str:
	value, operator = one.value, "!=" if one.operator == "<>" else one.operator
	if value is None and not null_aware:
		return f"{column} is {'not ' if operator == '!=' else ''}null"
	fallback = _fallback(kind)
	if operator in ("like", "not like"):
		# get_all takes a backslash for itself; only the query builder can escape with it
		text = literal(str(value or "").replace("\\", "\\\\") if null_aware else str(value or ""))
		if operator == "like" or not null_aware:
			return f"{column} {operator} {text}"
		return f"ifnull({column}, '') {operator} {text}"
	right = _typed(value, kind) if value not in (None, "") else fallback
	if (
		not null_aware
		or kind in NUMBERS
		or one.fieldname in ("name", "creation", "modified")
		or operator in (">", ">=")
	):
		return f"{column} {operator} {right}"
	if operator == "=":
		return f"({column} is null or {column} = {right})" if right == fallback else f"{column} = {right}"
	if operator == "!=" and right == fallback:
		return f"{column} != {right}"
	return f"ifnull({column}, {fallback}) collate unicode_ci {operator} {right}"


def _fallback(kind: str) -> str:
	if kind in NUMBERS:
		return "0"
	return {"Date": "'0001-01-01'", "Datetime": "'0001-01-01 00:00:00.000000'", "Time": "'00:00:00'"}.get(
		kind, "''"
	)
