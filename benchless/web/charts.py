"""Dashboard charts that count or sum documents, over time or by a field."""

from collections import defaultdict

import frappe
from frappe import _
from frappe.utils import add_months, getdate, nowdate

MONTHS = {"Last Year": 12, "Last Quarter": 3, "Last Month": 1, "Last Week": 1, "All Time": 60}
SLICES = 8


def chart_data(chart) -> dict:
	"""Return labels and datasets of a Dashboard Chart as frappe-charts takes them.

	Only documents that the user may read are counted.
	"""
	if chart.chart_type == "Group By":
		return _by_field(chart)
	return _over_time(chart)


def _value_field(chart) -> str | None:
	field = chart.value_based_on or chart.aggregate_function_based_on
	return field if chart.chart_type in ("Sum", "Average") or chart.group_by_type in ("Sum", "Average") else None


def _rows(chart, field: str) -> list:
	filters = frappe.parse_json(chart.filters_json or "[]")
	fields = [field, *([_value_field(chart)] if _value_field(chart) else [])]
	return frappe.get_list(
		chart.document_type, fields=fields, filters=filters or None, limit_page_length=0, order_by=None
	)


def _totals(chart, rows: list, key_of) -> dict:
	totals, field = defaultdict(float), _value_field(chart)
	for row in rows:
		totals[key_of(row)] += float(row.get(field) or 0) if field else 1
	return totals


def _by_field(chart) -> dict:
	field = chart.group_by_based_on
	totals = _totals(chart, _rows(chart, field), lambda row: row.get(field) or "")
	top = sorted(totals.items(), key=lambda item: (-item[1], item[0]))[: chart.number_of_groups or SLICES]
	labels = [_(str(key)) if key else _("Not Set") for key, _total in top]
	return {"labels": labels, "datasets": [{"name": _(chart.chart_name), "values": [total for _key, total in top]}]}


def _over_time(chart) -> dict:
	step = {"Yearly": 12, "Quarterly": 3}.get(chart.time_interval, 1)
	first = add_months(getdate(nowdate()).replace(day=1), 1 - MONTHS.get(chart.timespan, 12))
	field = chart.based_on or "creation"
	rows = [row for row in _rows(chart, field) if row.get(field) and getdate(row.get(field)) >= first]
	totals = _totals(chart, rows, lambda row: _period(getdate(row.get(field)), first, step))
	count = MONTHS.get(chart.timespan, 12) // step or 1
	starts = [add_months(first, index * step) for index in range(count)]
	return {
		"labels": [f"{start.year}-{start.month:02}" for start in starts],
		"datasets": [{"name": _(chart.chart_name), "values": [totals[index] for index in range(count)]}],
	}


def _period(day, first, step: int) -> int:
	return ((day.year - first.year) * 12 + day.month - first.month) // step
