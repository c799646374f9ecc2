"""Accounts of parties."""

import frappe


def get_party_account(party_type, party=None, company=None, include_advance=False) -> str:
	"""The receivable account of a company."""
	return frappe.get_cached_value("Company", company, "default_receivable_account")
