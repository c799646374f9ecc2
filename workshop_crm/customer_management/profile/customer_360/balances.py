"""What a customer owes and may still buy on account, per division, read from the ledgers.

The figures equal ERPNext's `get_customer_outstanding` and `get_credit_limit`, computed for all divisions at
once: a fixed number of queries instead of some for each division.
"""

from collections import defaultdict

import frappe
from frappe.query_builder.functions import Coalesce, Sum
from frappe.utils import flt, getdate

from workshop_crm.customer_management.profile.visible_records import division_filter, readable

# No currency of the region has more: OMR, KWD and BHD have three.
DECIMALS = 3


def ledger_balances(customer: str, companies: list[str] | None) -> dict[str, float]:
	"""Debit less credit of the customer's GL entries by company, in the company's currency."""
	rows = frappe.get_all(
		"GL Entry",
		filters=[
			["party_type", "=", "Customer"],
			["party", "=", customer],
			["is_cancelled", "=", 0],
			*division_filter(companies),
		],
		fields=["company", "sum(debit) as debit", "sum(credit) as credit"],
		group_by="company",
		order_by="company",
	)
	return {row.company: flt(flt(row.debit) - flt(row.credit), DECIMALS) for row in rows}


def unbilled_orders(customer: str, companies: list[str] | None) -> dict[str, float]:
	"""The part of open Sales Orders without an invoice yet, by company."""
	rows = frappe.get_all(
		"Sales Order",
		filters=[
			["customer", "=", customer],
			["docstatus", "=", 1],
			["per_billed", "<", 100],
			["status", "!=", "Closed"],
			*division_filter(companies),
		],
		fields=["company", "base_grand_total", "per_billed"],
	)
	totals = defaultdict(float)
	for row in rows:
		totals[row.company] += flt(row.base_grand_total) * (100 - flt(row.per_billed)) / 100
	return dict(totals)


def unbilled_deliveries(customer: str, companies: list[str] | None) -> dict[str, float]:
	"""The part of Delivery Notes without an order and without an invoice yet, by company."""
	rows = _open_delivery_rows(customer, companies)
	billed = _billed_by_delivery_row([row.name for row in rows])
	totals = defaultdict(float)
	for row in rows:
		rest = flt(row.amount) - flt(billed.get(row.name))
		if rest > 0 and row.base_net_total:
			totals[row.company] += rest / row.base_net_total * row.base_grand_total
	return dict(totals)


def _open_delivery_rows(customer: str, companies: list[str] | None) -> list[dict]:
	note, item = frappe.qb.DocType("Delivery Note"), frappe.qb.DocType("Delivery Note Item")
	query = (
		frappe.qb.from_(note)
		.join(item)
		.on(item.parent == note.name)
		.select(item.name, item.amount, note.company, note.base_net_total, note.base_grand_total)
		.where((note.customer == customer) & (note.docstatus == 1))
		.where(note.status.notin(["Closed", "Stopped"]))
		.where(Coalesce(item.against_sales_order, "") == "")
		.where(Coalesce(item.against_sales_invoice, "") == "")
	)
	if companies is not None:
		query = query.where(note.company.isin(companies or [""]))
	return query.run(as_dict=True)


def _billed_by_delivery_row(names: list[str]) -> dict[str, float]:
	if not names:
		return {}
	item = frappe.qb.DocType("Sales Invoice Item")
	query = frappe.qb.from_(item).select(item.dn_detail, Sum(item.amount)).groupby(item.dn_detail)
	return dict(query.where((item.docstatus == 1) & item.dn_detail.isin(names)).run())


def credit_limits(customer: str) -> dict[str, dict]:
	"""The customer's own Customer Credit Limit rows by company: `credit_limit` and `orders_count`."""
	rows = frappe.get_all(
		"Customer Credit Limit",
		filters={"parenttype": "Customer", "parent": customer},
		fields=["company", "credit_limit", "bypass_credit_limit_check"],
	)
	return {
		row.company: {
			"credit_limit": flt(row.credit_limit),
			"orders_count": not row.bypass_credit_limit_check,
		}
		for row in rows
	}


def available_credit(customer: str, companies: list[str] | None) -> dict[str, dict]:
	"""Credit limit, outstanding and what is left of the limit, by company with a limit."""
	limits = credit_limits(customer)
	if not limits:
		return {}
	balances = ledger_balances(customer, companies)
	orders = unbilled_orders(customer, companies) if readable("Sales Order") else {}
	deliveries = unbilled_deliveries(customer, companies) if readable("Delivery Note") else {}
	result = {}
	for company, limit in limits.items():
		outstanding = balances.get(company, 0.0) + deliveries.get(company, 0.0)
		if limit["orders_count"]:
			outstanding += orders.get(company, 0.0)
		result[company] = {
			"credit_limit": limit["credit_limit"],
			"outstanding": flt(outstanding, DECIMALS),
			"available": flt(max(limit["credit_limit"] - outstanding, 0.0), DECIMALS),
		}
	return result


def loyalty_points(customer: str, companies: list[str] | None) -> int:
	"""Points of ERPNext's Loyalty Point Entries that have not expired."""
	rows = frappe.get_all(
		"Loyalty Point Entry",
		filters=[
			["customer", "=", customer],
			["expiry_date", ">=", getdate()],
			*division_filter(companies),
		],
		fields=["sum(loyalty_points) as points"],
	)
	return int(rows[0].points or 0) if rows else 0
