"""Dashboard charts: how many documents were made in each period."""

from collections import Counter

import frappe
from frappe import _
from frappe.utils import add_months, getdate, nowdate

MONTHS = {"Last Year": 12, "Last Quarter": 3, "Last Month": 1}
STEPS = {"Yearly": 12, "Quarterly": 3}


def chart_data(chart) -> dict:
	"""Return labels (first month of each period) and values of a chart as frappe-charts takes them.

	Only documents that the user may read are counted. Raises NotImplementedError for other kinds of charts.
	"""
	if chart.chart_type != "Count":
		raise NotImplementedError(f"charts of type {chart.chart_type} need a bench")
	step, field = STEPS.get(chart.time_interval, 1), chart.based_on
	first = add_months(getdate(nowdate()).replace(day=1), 1 - MONTHS.get(chart.timespan, 12))
	filters = [*frappe.parse_json(chart.filters_json or "[]"), [chart.document_type, field, ">=", str(first)]]
	days = frappe.get_list(
		chart.document_type, filters=filters, pluck=field, limit_page_length=0, order_by=None
	)
	totals = Counter(_months_between(first, getdate(day)) // step for day in days)
	starts = [add_months(first, months) for months in range(0, MONTHS.get(chart.timespan, 12), step)]
	return {
		"labels": [f"{start.year}-{start.month:02}" for start in starts],
		"datasets": [
			{"name": _(chart.chart_name), "values": [totals[number] for number in range(len(starts))]}
		],
	}


def _months_between(first, day) -> int:
	return (day.year - first.year) * 12 + day.month - first.month
