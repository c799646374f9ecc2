"""What a handover would move and what it would leave, for the eyes of staff before they decide."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.customer_360.balances import ledger_balances, loyalty_points
from workshop_crm.customer_management.profile.customer_360.purchases import company_currency
from workshop_crm.customer_management.profile.divisions import visible_companies
from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.expiry import open_reminders
from workshop_crm.customer_management.profile.vehicles.handover import Handover, check, require_rights
from workshop_crm.customer_management.profile.vehicles.history import CHANGE_OF_OWNER, history_of
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE
from workshop_crm.customer_management.profile.visible_records import readable

CLAIM = "Warranty Claim"


def preview(handover: Handover) -> dict:
	"""Return `moves`, `stays` and `ends`, each a list of {label, value, currency}, without changing anything.

	`value` is a count or, with a currency, an amount. Raises OwnershipError and frappe.PermissionError as the handover itself would.
	"""
	require_rights(handover)
	rows = ownership.current_rows(handover.item)
	check(handover, rows)
	thing = frappe.get_doc(handover.item.doctype, handover.item.name)
	return {"moves": _moves(thing), "stays": _stays(handover.former, thing), "ends": _ends(thing, rows)}


def _moves(thing) -> list[dict]:
	warranty = [_line(_("Warranty until"), thing.warranty_until)] if thing.warranty_until else []
	if thing.doctype != VEHICLE:
		return warranty
	work = [
		event for event in history_of(thing.name) if not event.is_private and event.kind != CHANGE_OF_OWNER
	]
	return [_line(_("Entries of the technical history"), len(work)), *warranty]


def _stays(former: str, thing) -> list[dict]:
	lines = []
	if readable("Sales Invoice"):
		companies = visible_companies()
		lines.append(_line(_("Invoices"), _invoices(former, companies)))
		for company, balance in ledger_balances(former, companies).items():
			lines.append(_line(_("Balance"), balance, company_currency(company)))
		lines.append(_line(_("Loyalty points"), loyalty_points(former, companies) or 0))
	if readable(CLAIM):
		claimed = {"customer": former, frappe.scrub(thing.doctype): thing.name}
		lines.append(_line(_("Warranty claims"), frappe.db.count(CLAIM, claimed)))
	if thing.get("policy_number"):
		lines.append(_line(_("Insurance policy"), 1))
	return lines


def _ends(thing, rows: list) -> list[dict]:
	drivers = [row for row in rows if row.role != ownership.OWNER]
	reminders = open_reminders(thing.name) if thing.doctype == VEHICLE else []
	return [
		_line(_("Drivers and fleets"), len(drivers)),
		_line(_("Reminders to the former owner"), len(reminders)),
	]


def _invoices(customer: str, companies: list[str] | None) -> int:
	filters = {"customer": customer, "docstatus": 1}
	if companies is not None:
		filters["company"] = ("in", companies or [""])
	return frappe.db.count("Sales Invoice", filters)


def _line(label: str, value, currency: str = "") -> dict:
	return {"label": label, "value": value, "currency": currency}
