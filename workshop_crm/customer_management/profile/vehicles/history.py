"""The history of a vehicle: gathered from the readers of the hook list `vehicle_history`, shown to each viewer in his part.

A reader is a function `(vehicle: str) -> list[VehicleEvent]`. Staff see all, with each change of owner marked;
customers through the wall only.
"""

from dataclasses import asdict, replace

import frappe
from frappe import _
from frappe.utils import getdate

from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.permissions import visible_customers
from workshop_crm.customer_management.profile.vehicles.wall import (
	VehicleEvent,
	for_owner,
	since_when,
	until_when,
)
from workshop_crm.customer_management.profile.visible_records import readable
from workshop_crm.exceptions import OwnershipError

# What a vehicle is, and what its current owner alone may see besides.
TECHNICAL_FIELDS = (
	"name",
	"vin",
	"make",
	"model",
	"model_year",
	"colour",
	"engine",
	"transmission",
	"fuel",
	"warranty_until",
)
OWNERS_FIELDS = (
	"vehicle_title",
	"plate_number",
	"plate_country",
	"nickname",
	"vehicle_use",
	"odometer",
	"odometer_on",
	"expected_km_per_year",
	"registration_expiry",
	"insurer",
	"policy_number",
	"policy_expiry",
)
CHANGE_OF_OWNER = "handover"


def history_of(vehicle: str) -> list[VehicleEvent]:
	"""Return all events of a vehicle, newest first, unabridged: for the rules of this package only."""
	readers = [frappe.get_attr(path) for path in frappe.get_hooks("vehicle_history")]
	events = [event for reader in readers for event in reader(vehicle)]
	return sorted(events, key=lambda event: event.on, reverse=True)


def staff_history(vehicle: str) -> list[dict]:
	"""Return the history for staff, newest first; prices only to those who may read invoices.

	Customers whom the user may not see stay without name and words. Raises frappe.PermissionError.
	"""
	frappe.get_doc(VEHICLE, vehicle).check_permission("read")
	events = history_of(vehicle)
	seen = visible_customers({event.customer for event in events if event.customer})
	with_prices = readable("Sales Invoice")
	return [_for_staff(event, seen, with_prices) for event in events if not _is_hidden(event, seen)]


def visible_since(vehicle: str, customer: str):
	"""Return the date since which `customer` has the vehicle (a former owner: had it), or None for a stranger."""
	return since_when(ownership.periods_of(Item(VEHICLE, vehicle)), customer)


def owner_view(vehicle: str, customer: str) -> dict:
	"""Return exactly what `customer` may see of the vehicle: `vehicle`, `since`, `until`, `events`.

	Every page, message, print and call for customers takes a vehicle from here. Raises OwnershipError for a stranger.
	"""
	periods = ownership.periods_of(Item(VEHICLE, vehicle))
	since, until = since_when(periods, customer), until_when(periods, customer)
	if since is None:
		frappe.throw(_("This customer never had this vehicle."), OwnershipError)
	fields = [*TECHNICAL_FIELDS, *(OWNERS_FIELDS if until is None else ())]
	events = for_owner(history_of(vehicle), periods, customer)
	return {
		"vehicle": frappe.db.get_value(VEHICLE, vehicle, fields, as_dict=True),
		"since": since,
		"until": until,
		"events": [asdict(event) for event in events],
	}


def ownership_events(vehicle: str) -> list[VehicleEvent]:
	"""Read who got the vehicle when: a reader of `vehicle_history`. Drivers and fleets are their owner's own affair."""
	texts = {
		ownership.OWNER: _("New owner"),
		ownership.DRIVER: _("New driver"),
		ownership.FLEET: _("Taken into a fleet"),
	}
	return [
		VehicleEvent(
			kind=CHANGE_OF_OWNER if row.role == ownership.OWNER else "driver",
			on=getdate(row.from_date),
			title=texts[row.role],
			customer=row.customer,
			customer_name=row.customer_name,
			doctype=ownership.DOCTYPE,
			name=row.name,
			is_private=row.role != ownership.OWNER,
		)
		for row in ownership.named_rows_of(Item(VEHICLE, vehicle))
	]


def plate_events(vehicle: str) -> list[VehicleEvent]:
	"""Read which plates the vehicle bore: a reader of `vehicle_history`. A plate is its owner's, not the vehicle's."""
	owners = ownership.rows_of(Item(VEHICLE, vehicle))
	fields = ["plate_number", "country", "from_date"]
	rows = frappe.get_all("Vehicle Plate", filters={"parent": vehicle}, fields=fields, order_by="idx")
	title = _("Plate {0}")
	return [
		VehicleEvent(
			kind="plate",
			on=getdate(row.from_date),
			title=title.format(row.plate_number),
			work=row.country or "",
			customer=owner_on(owners, getdate(row.from_date)),
			is_private=True,
		)
		for row in rows
	]


def odometer_events(vehicle: str) -> list[VehicleEvent]:
	"""Read the odometer readings: a reader of `vehicle_history`."""
	owners = ownership.rows_of(Item(VEHICLE, vehicle))
	fields = ["reading", "read_on", "reason"]
	rows = frappe.get_all("Odometer Reading", filters={"parent": vehicle}, fields=fields, order_by="idx")
	title = _("Odometer read")
	return [
		VehicleEvent(
			kind="odometer",
			on=getdate(row.read_on),
			title=title,
			odometer=row.reading,
			words=row.reason or "",
			customer=owner_on(owners, getdate(row.read_on)),
		)
		for row in rows
	]


def owner_on(rows: list, day) -> str:
	"""Return the primary owner on `day` among the rows of ownership, or an empty text."""
	owners = (row for row in rows if row.is_primary and getdate(row.from_date) <= day)
	return next((row.customer for row in owners if row.to_date is None or day < getdate(row.to_date)), "")


def _is_hidden(event: VehicleEvent, seen: set[str]) -> bool:
	return event.is_private and bool(event.customer) and event.customer not in seen


def _for_staff(event: VehicleEvent, seen: set[str], with_prices: bool) -> dict:
	if event.customer and event.customer not in seen:
		event = event.technical_part
	if not with_prices:
		event = replace(event, amount=None, currency="")
	return {**asdict(event), "is_change_of_owner": event.kind == CHANGE_OF_OWNER}
