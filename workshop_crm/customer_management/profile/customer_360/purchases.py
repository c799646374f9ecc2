"""What a customer bought in every division the viewer may see, and the numbers of a lifetime."""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import cint, flt

from workshop_crm.customer_management.profile.customer_360.balances import DECIMALS
from workshop_crm.customer_management.profile.customer_360.timeline import MAX_PAGE
from workshop_crm.customer_management.profile.divisions import visible_companies
from workshop_crm.customer_management.profile.referral import number_referred
from workshop_crm.customer_management.profile.visible_records import division_filter, readable

ITEM_NAMES_SHOWN = 3
OPEN_ORDER = ["Draft", "On Hold", "To Deliver and Bill", "To Bill", "To Deliver", "To Pay"]
OPEN_QUOTATION = ["Open", "Replied", "Partially Ordered"]


@dataclass(frozen=True)
class LifetimeNumber:
	"""One figure of a customer's lifetime with the list that opens the rows behind it.

	`kind` is money, number or date; `currency` belongs to money. `filters` are list filters of `doctype`.
	"""

	key: str
	label: str
	value: float | str | None
	kind: str
	doctype: str
	filters: dict
	currency: str = ""


def purchase_history(customer: str, company: str | None = None, start: int = 0, limit: int = 20) -> dict:
	"""Invoices, till sales and returns of all divisions the session's user may see, newest first.

	Args:
		company: one division only; empty for all.
		start: rows to skip. limit: rows on the page, at most 100.

	Returns `rows` (amounts in the division's currency, a return negative), `has_more` and `next_start`.
	Raises frappe.PermissionError when the customer may not be read.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	start, limit = max(start, 0), min(max(limit, 1), MAX_PAGE)
	companies = _asked_companies(company)
	rows = _invoices(customer, companies, start + limit + 1) + _till_sales(
		customer, companies, start + limit + 1
	)
	rows.sort(key=lambda row: (row.posting_date, row.creation, row.name), reverse=True)
	page = rows[start : start + limit]
	_add_item_names(page)
	return {
		"rows": [_purchase(row) for row in page],
		"has_more": len(rows) > start + limit,
		"next_start": start + len(page),
	}


def _asked_companies(company: str | None) -> list[str] | None:
	visible = visible_companies()
	if not company:
		return visible
	return [company] if visible is None or company in visible else []


def _invoices(customer: str, companies: list[str] | None, count: int) -> list[dict]:
	"""Sales Invoices without till closings, whose sales appear one by one."""
	return _sales("Sales Invoice", customer, companies, count, [["is_consolidated", "=", 0]])


def _till_sales(customer: str, companies: list[str] | None, count: int) -> list[dict]:
	return _sales("POS Invoice", customer, companies, count, [])


def _sales(doctype, customer, companies, count, extra) -> list[dict]:
	if not readable(doctype):
		return []
	rows = frappe.get_list(
		doctype,
		filters=[
			["customer", "=", customer],
			["docstatus", "=", 1],
			*extra,
			*division_filter(companies),
		],
		fields=[
			"name",
			"company",
			"posting_date",
			"creation",
			"status",
			"is_return",
			"return_against",
			"base_grand_total",
		],
		order_by="posting_date desc, creation desc",
		limit_page_length=count,
	)
	return [frappe._dict(row, doctype=doctype) for row in rows]


def _add_item_names(page: list[dict]) -> None:
	"""Give each row `items` (first names) and `more_items` (how many further), one query per DocType."""
	for doctype in {row.doctype for row in page}:
		shown = {row.name: row for row in page if row.doctype == doctype}
		items = frappe.get_all(
			f"{doctype} Item",
			filters={"parenttype": doctype, "parent": ["in", list(shown)]},
			fields=["parent", "item_name"],
			order_by="parent, idx",
		)
		for name, row in shown.items():
			names = [item.item_name for item in items if item.parent == name]
			row.update(items=names[:ITEM_NAMES_SHOWN], more_items=max(len(names) - ITEM_NAMES_SHOWN, 0))


def _purchase(row) -> dict:
	return {
		"doctype": row.doctype,
		"name": row.name,
		"company": row.company,
		"on": row.posting_date.isoformat(),
		"status": row.status,
		"is_return": bool(row.is_return),
		"return_against": row.return_against or "",
		"amount": flt(row.base_grand_total, DECIMALS),
		"currency": company_currency(row.company),
		"items": row["items"],
		"more_items": row.more_items,
	}


def company_currency(company: str) -> str:
	"""The currency a division keeps its books in."""
	return frappe.get_cached_value("Company", company, "default_currency") or ""


def lifetime_numbers(customer: str, companies: list[str] | None) -> list[LifetimeNumber]:
	"""The customer's figures over all visible divisions, each with the rows behind it."""
	return (
		_invoice_numbers(customer, companies)
		+ _referred_numbers(customer)
		+ _open_number(
			"open_orders", _("Open orders"), "Sales Order", {"customer": customer}, OPEN_ORDER, companies
		)
		+ _open_number(
			"open_quotations",
			_("Open quotations"),
			"Quotation",
			{"quotation_to": "Customer", "party_name": customer},
			OPEN_QUOTATION,
			companies,
		)
	)


def _invoice_numbers(customer: str, companies: list[str] | None) -> list[LifetimeNumber]:
	"""Figures of the Sales Invoices; till sales count from the closing that turns them into one."""
	if not readable("Sales Invoice"):
		return []
	filters = _list_filters({"customer": customer, "docstatus": 1}, companies)
	totals = frappe.get_list(
		"Sales Invoice",
		filters=filters,
		fields=[
			"company",
			"is_return",
			"count(name) as invoices",
			"sum(base_grand_total) as total",
			"min(posting_date) as first_on",
			"max(posting_date) as last_on",
		],
		group_by="company, is_return",
		order_by="company",
	)
	return _money_numbers(totals, filters) + _count_numbers(totals, filters)


def _referred_numbers(customer: str) -> list[LifetimeNumber]:
	found = number_referred(customer)
	if not found:
		return []
	filters = {"referred_by_customer": customer}
	return [LifetimeNumber("referred", _("Customers referred"), found, "number", "Customer", filters)]


def _money_numbers(totals: list[dict], filters: dict) -> list[LifetimeNumber]:
	numbers = []
	for currency in sorted({company_currency(row.company) for row in totals}):
		rows = [row for row in totals if company_currency(row.company) == currency]
		total, count = flt(sum(flt(row.total) for row in rows), DECIMALS), _invoice_count(rows)
		in_currency = {**filters, "company": ["in", sorted({row.company for row in rows})]}
		average = flt(total / count, DECIMALS) if count else 0.0
		numbers.append(
			_invoice_number("invoiced", _("Invoiced in total"), total, "money", in_currency, currency)
		)
		numbers.append(
			_invoice_number(
				"average",
				_("Average per invoice"),
				average,
				"money",
				{**in_currency, "is_return": 0},
				currency,
			)
		)
	return numbers


def _count_numbers(totals: list[dict], filters: dict) -> list[LifetimeNumber]:
	sales = [row for row in totals if not row.is_return]
	sold = {**filters, "is_return": 0}
	returns = sum(cint(row.invoices) for row in totals if row.is_return)
	numbers = [_invoice_number("invoices", _("Invoices"), _invoice_count(totals), "number", sold)]
	if returns:
		numbers.append(
			_invoice_number("returns", _("Returned goods"), returns, "number", {**filters, "is_return": 1})
		)
	if sales:
		first = min(row.first_on for row in sales).isoformat()
		last = max(row.last_on for row in sales).isoformat()
		numbers.append(
			_invoice_number(
				"first_purchase", _("First purchase"), first, "date", {**sold, "posting_date": first}
			)
		)
		numbers.append(
			_invoice_number("last_purchase", _("Last purchase"), last, "date", {**sold, "posting_date": last})
		)
	return numbers


def _invoice_count(totals: list[dict]) -> int:
	return sum(cint(row.invoices) for row in totals if not row.is_return)


def _invoice_number(key, label, value, kind, filters, currency="") -> LifetimeNumber:
	return LifetimeNumber(key, label, value, kind, "Sales Invoice", filters, currency)


def _open_number(key, label, doctype, filters, statuses, companies) -> list[LifetimeNumber]:
	if not readable(doctype):
		return []
	behind = _list_filters({**filters, "docstatus": 1, "status": ["in", statuses]}, companies)
	counted = frappe.get_list(doctype, filters=behind, fields=["count(name) as rows_found"])
	return [LifetimeNumber(key, label, counted[0].rows_found, "number", doctype, behind)]


def _list_filters(filters: dict, companies: list[str] | None) -> dict:
	"""Filters in the form a list view takes as route options."""
	return filters if companies is None else {**filters, "company": ["in", companies or [""]]}
