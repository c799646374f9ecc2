"""Accounts of parties."""

import frappe


def get_party_account(party_type, party=None, company=None, include_advance=False) -> str:
	"""The receivable account of a company."""
	return frappe.get_cached_value("Company", company, "default_receivable_account")


def get_dashboard_info(party_type, party, loyalty_program=None) -> list[dict]:
	"""Billing and unpaid amounts by company."""
	filters = {"customer": party, "docstatus": 1}
	info: dict = {}
	for row in frappe.get_all("Sales Invoice", filters, ["company", "currency", "grand_total", "outstanding_amount"]):
		entry = info.setdefault(row.company, {"company": row.company, "currency": row.currency, "billing_this_year": 0.0, "total_unpaid": 0.0})
		entry["billing_this_year"] += row.grand_total
		entry["total_unpaid"] += row.outstanding_amount
	return list(info.values())
