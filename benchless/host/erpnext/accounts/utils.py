"""Balances."""

import frappe


@frappe.whitelist()
def get_balance_on(account=None, date=None, party_type=None, party=None, company=None, **_kwargs) -> float:
	"""Sum of the ledger for an account or a party."""
	given = {
		"account": account,
		"party_type": party_type,
		"party": party,
		"company": company,
		"is_cancelled": 0,
	}
	rows = frappe.get_all(
		"GL Entry", {key: value for key, value in given.items() if value is not None}, ["debit", "credit"]
	)
	return sum(row.debit - row.credit for row in rows)
