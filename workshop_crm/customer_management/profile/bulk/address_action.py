"""Verifying the addresses of many customers that nobody decided yet."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.bulk.actions import (
	SKIPPED,
	BulkAction,
	Outcome,
	Parameter,
	each,
	text_of,
)
from workshop_crm.customer_management.profile.verification import address, records


def address_actions() -> list[BulkAction]:
	"""Return the action, for the hook list `bulk_actions`."""
	return [
		BulkAction(
			"verify_addresses",
			_("Verify addresses"),
			"write",
			_read,
			_verify,
			parameters=(Parameter("notes", _("How They Were Checked"), "long text"),),
			description=_("All addresses of these customers that nobody has decided yet."),
			refusals=_who_has_none,
			needs="Address",
		)
	]


def _read(parameters: dict) -> dict:
	address.staff_only("write")
	return {"notes": text_of(parameters, "notes", _("How They Were Checked"), 500)}


def _waiting(customers: list[str]) -> dict[str, list[str]]:
	"""The undecided addresses of each customer."""
	document = frappe.qb.DocType("Address")
	query = address.customer_addresses().select(address.owner_field(), document.name)
	query = query.where(address.undecided(document) & address.owner_field().isin(customers))
	found: dict[str, list[str]] = {}
	for customer, name in query.run():
		found.setdefault(customer, []).append(name)
	return found


def _who_has_none(targets: list, parameters: dict) -> dict[str, str]:
	waiting = _waiting([row.name for row in targets])
	return {row.name: "" if row.name in waiting else _("Has no address to be verified.") for row in targets}


def _verify(targets: list, parameters: dict) -> dict[str, Outcome]:
	waiting = _waiting([row.name for row in targets])

	def work(target) -> Outcome:
		# Of an address that two of the customers share, the second finds it decided.
		undecided = [name for name in waiting[target.name] if _is_undecided(name)]
		for name in undecided:
			address.decide(name, records.VERIFIED, parameters["notes"])
		return Outcome() if undecided else Outcome(SKIPPED, _("Has no address to be verified."))

	return each(targets, work)


def _is_undecided(name: str) -> bool:
	return frappe.db.get_value("Address", name, "verification_status") in (None, "", records.PENDING)
