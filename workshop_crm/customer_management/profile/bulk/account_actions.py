"""Writing the segment of the division account of many customers.

A Customer Segment is a question, so nobody can be put into one by hand. What is put by hand is the account's own field
`segment`, the division's word for a customer, and tags; segments can ask for both.
"""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.account_changes import update_account
from workshop_crm.customer_management.profile.bulk.actions import (
	CHANGED,
	KEPT,
	UNDONE,
	BulkAction,
	Outcome,
	Parameter,
	each,
	text_of,
)
from workshop_crm.customer_management.profile.divisions import DOCTYPE, require_visible_company
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.standing import Action, Standing
from workshop_crm.exceptions import BulkActionError


def account_actions() -> list[BulkAction]:
	"""Return the action, for the hook list `bulk_actions`."""
	return [
		BulkAction(
			"set_segment",
			_("Set the segment of the account"),
			"read",
			_read,
			_set,
			parameters=(
				Parameter("company", _("Division"), "select", options=_companies),
				Parameter("segment", _("Segment of the Account"), required=False),
			),
			description=_("The division's own word for a customer. Left empty, it is taken away."),
			refusals=_who_stays_as_he_is,
			undo=_restore,
			needs=DOCTYPE,
		)
	]


def _companies() -> list[tuple[str, str]]:
	companies = visible_companies()
	filters = {} if companies is None else {"name": ("in", companies)}
	return [
		(name, name)
		for name in frappe.get_all("Company", filters=filters, pluck="name", order_by="lft, name")
	]


def _read(parameters: dict) -> dict:
	company = text_of(parameters, "company", _("Division"))
	if not frappe.db.exists("Company", company):
		frappe.throw(_("There is no division {0}.").format(company), BulkActionError)
	require_visible_company(company)
	label = _("Segment of the Account")
	return {"company": company, "segment": text_of(parameters, "segment", label, required=False)}


def _accounts(customers: list[str], company: str) -> dict:
	filters = {"customer": ("in", customers), "company": company}
	rows = frappe.get_all(DOCTYPE, filters=filters, fields=["name", "customer", "segment", "status"])
	return {row.customer: row for row in rows}


def _who_stays_as_he_is(targets: list, parameters: dict) -> dict[str, str]:
	accounts = _accounts([row.name for row in targets], parameters["company"])
	return {row.name: _refusal(accounts.get(row.name), parameters) for row in targets}


def _refusal(account, parameters: dict) -> str:
	if account is None:
		return _("Has no account with {0}.").format(parameters["company"])
	if not Standing(account.status).allows(Action.EDIT):
		return _("The account is closed.")
	return _("Is in this segment already.") if (account.segment or "") == parameters["segment"] else ""


def _set(targets: list, parameters: dict) -> dict[str, Outcome]:
	accounts = _accounts([row.name for row in targets], parameters["company"])

	def work(target) -> Outcome:
		account = accounts[target.name]
		update_account(account.name, {"segment": parameters["segment"] or None})
		return Outcome(CHANGED, "", account.segment or "")

	return each(targets, work)


def _restore(rows: list, parameters: dict) -> dict[str, Outcome]:
	accounts = _accounts([row.customer for row in rows], parameters["company"])

	def work(row) -> Outcome:
		account = accounts.get(row.customer)
		if account is None or (account.segment or "") != parameters["segment"]:
			return Outcome(KEPT, _("The segment of the account was changed since."))
		update_account(account.name, {"segment": row.effect or None})
		return Outcome(UNDONE)

	for row in rows:
		row.row = row.name
	return {name: _kept_if_refused(outcome) for name, outcome in each(rows, work).items()}


def _kept_if_refused(outcome: Outcome) -> Outcome:
	return outcome if outcome.status in (UNDONE, KEPT) else Outcome(KEPT, outcome.reason)
