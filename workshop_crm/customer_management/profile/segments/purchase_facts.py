"""Facts of purchases, over the submitted Sales Invoices of the divisions that count."""

import frappe
from frappe import _
from frappe.query_builder.functions import Count, Max, Min, Sum
from frappe.utils import add_days, today
from pypika.terms import Case, Criterion

from workshop_crm.customer_management.profile.segments.conditions import (
	NOT_SET,
	SET,
	Test,
	bounds,
	compare,
	within_bounds,
)
from workshop_crm.customer_management.profile.segments.facts import Fact, Scope

INVOICE = "Sales Invoice"


def purchase_facts() -> list[Fact]:
	"""Return the facts of purchases, for the hook list `segment_facts`."""
	return [
		Fact("last_purchase", _("Last Purchase"), "date", _on_day(Max)),
		Fact("first_purchase", _("First Purchase"), "date", _on_day(Min)),
		Fact("invoices", _("Number of Invoices"), "number", _on_number(_count)),
		Fact("spent", _("Spent in All"), "number", _on_number(_amount)),
		Fact("spent_30_days", _("Spent in the Last 30 Days"), "number", _on_number(_amount, 30)),
		Fact("spent_90_days", _("Spent in the Last 90 Days"), "number", _on_number(_amount, 90)),
		Fact("spent_365_days", _("Spent in the Last 365 Days"), "number", _on_number(_amount, 365)),
	]


def _on_day(function):
	"""Judge the first or last day of a purchase; returns are none."""

	def criterion(test: Test, scope: Scope) -> Criterion:
		query, invoice = _buyers(scope)
		query = query.where(invoice.is_return == 0)
		if test.operator in (SET, NOT_SET):
			found = scope.customer.name.isin(query)
			return found if test.operator == SET else found.negate()
		return scope.customer.name.isin(query.having(compare(function(invoice.posting_date), test, "date")))

	return criterion


def _on_number(aggregate, days: int = 0):
	"""Judge a sum or count; who bought nothing has 0, so a range with 0 is asked by who is outside of it."""

	def criterion(test: Test, scope: Scope) -> Criterion:
		query, invoice = _buyers(scope)
		if days:
			query = query.where(invoice.posting_date >= add_days(today(), -days))
		least, most = bounds(test)
		value = aggregate(invoice)
		inside = within_bounds(value, least, most)
		if (least is None or least <= 0) and (most is None or most >= 0):
			return scope.customer.name.isin(query.having(inside.negate())).negate()
		return scope.customer.name.isin(query.having(inside))

	return criterion


def _amount(invoice):
	"""In the currency of the division, returns taken off."""
	return Sum(invoice.base_grand_total)


def _count(invoice):
	return Count(Case().when(invoice.is_return == 0, invoice.name))


def _buyers(scope: Scope):
	invoice = frappe.qb.DocType(INVOICE).as_("fact_invoice")
	query = frappe.qb.from_(invoice).select(invoice.customer).groupby(invoice.customer)
	query = query.where((invoice.docstatus == 1) & invoice.customer.isnotnull())
	return scope.within(query, invoice.company), invoice
