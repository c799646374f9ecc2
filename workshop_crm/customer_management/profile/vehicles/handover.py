"""A vehicle or device changes hands: one transaction, in which the thing moves on and the money stays.

The row of the former owner and those of his drivers end, the new owner's begins on the same day. The technical
history belongs to the vehicle and is there already; insurance, nickname and reminders belonged to the former owner
and go. Listeners of `vehicle_handed_over` (vehicle, former, new, date) run in the same transaction: a failing one
undoes everything. Debts, invoices and points are not touched.
"""

from dataclasses import dataclass
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, getdate

from workshop_crm.customer_management.profile.keys import written_once
from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.customer_management.profile.vehicles import expiry, ownership
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.exceptions import OwnershipError

SAVEPOINT = "handover"
# What belongs to the owner and not to the vehicle.
FORMER_OWNERS_FIELDS = ("nickname", "insurer", "policy_number", "policy_expiry")


@dataclass(frozen=True)
class Handover:
	"""Who hands what to whom: `former` must still be its primary owner; `on` is the new owner's first day."""

	item: Item
	former: str
	new: str
	on: date
	odometer: int | None = None


def hand_over(handover: Handover):
	"""Carry out a handover and return the new owner's Vehicle Ownership.

	Raises OwnershipError (same owner, no longer the owner, day in the future or before the former owner's),
	VehicleError for an odometer that goes back, frappe.PermissionError. Nothing is changed then.
	"""
	require_rights(handover)
	frappe.db.savepoint(SAVEPOINT)
	try:
		return _carry_out(handover)
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		raise


def check(handover: Handover, rows: list) -> None:
	"""Refuse what cannot be handed over; `rows` are those of the item that last. Raises OwnershipError."""
	if handover.new == handover.former:
		frappe.throw(_("The new owner is the one who has it already."), OwnershipError)
	owner = ownership.primary_owner(rows)
	if owner != handover.former:
		message = _("It has another owner by now. Please open it again and look who has it.")
		frappe.throw(message, OwnershipError)
	_check_new_owner(handover.new)
	_check_day(handover, rows)


def _carry_out(handover: Handover):
	item = handover.item
	with written_once():
		thing = frappe.get_doc(item.doctype, item.name, for_update=True)
		rows = ownership.current_rows(item, locked=True)
		check(handover, rows)
		_leave_owners_things_behind(thing, handover)
		for row in rows:
			ownership.end(row.name, handover.on)
		begun = ownership.begin(item, handover.new, from_date=handover.on, is_primary=True)
		_write_comments(handover, thing)
	_tell_listeners(handover)
	return begun


def require_rights(handover: Handover) -> None:
	"""Let pass who may write the thing and its ownership and sees both customers. Raises frappe.PermissionError."""
	frappe.get_doc(handover.item.doctype, handover.item.name).check_permission("write")
	frappe.has_permission(ownership.DOCTYPE, "create", throw=True)
	for customer in (handover.former, handover.new):
		if not can_see_customer(customer):
			frappe.throw(_("You have no access to customer {0}.").format(customer), frappe.PermissionError)


def _check_new_owner(customer: str) -> None:
	row = frappe.db.get_value("Customer", customer, ["disabled", "merged_into"], as_dict=True)
	if not row:
		frappe.throw(_("Customer {0} does not exist.").format(customer), frappe.DoesNotExistError)
	if row.disabled or row.merged_into:
		frappe.throw(_("A disabled customer cannot become the owner."), OwnershipError)


def _check_day(handover: Handover, rows: list) -> None:
	if handover.on > getdate():
		frappe.throw(_("A handover cannot lie in the future."), OwnershipError)
	latest = max(getdate(row.from_date) for row in rows)
	if handover.on < latest:
		message = _("The handover lies before the day since which the present owner or driver has it.")
		frappe.throw(message, OwnershipError)


def _leave_owners_things_behind(thing, handover: Handover) -> None:
	if thing.doctype != VEHICLE:
		return
	expiry.stop_reminders(thing)
	thing.update(dict.fromkeys(FORMER_OWNERS_FIELDS))
	if handover.odometer is not None:
		row = {"reading": cint(handover.odometer), "read_on": handover.on, "source": "Handover"}
		thing.append("odometer_readings", row)
	thing.save(ignore_permissions=True)


def _write_comments(handover: Handover, thing) -> None:
	"""Leave a trace on the thing and on both customers; without names, as each side has its own readers."""
	title = thing.get(ownership.TITLE_FIELDS[thing.doctype])
	thing.add_comment("Info", _("Handed over to a new owner."))
	for customer, text in (
		(handover.former, _("{0} was handed over to another customer.")),
		(handover.new, _("{0} was taken over from another customer.")),
	):
		frappe.get_doc("Customer", customer).add_comment("Info", text.format(title))


def _tell_listeners(handover: Handover) -> None:
	if handover.item.doctype != VEHICLE:
		return
	for listener in frappe.get_hooks("vehicle_handed_over"):
		frappe.get_attr(listener)(handover.item.name, handover.former, handover.new, handover.on)
