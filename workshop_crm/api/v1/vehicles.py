"""Vehicles of customers over HTTP: enter, change, hand over, and what each side may see of one."""

from dataclasses import dataclass

import frappe
from frappe.utils import getdate

from workshop_crm.api.arguments import page_of, read_as, read_fields, takes
from workshop_crm.api.deadlocks import tried_again
from workshop_crm.api.v1.shapes import VehicleChanges
from workshop_crm.customer_management.profile.vehicles import (
	expiry,
	garage,
	handover_preview,
	history,
	ownership,
	vehicles,
)
from workshop_crm.customer_management.profile.vehicles import handover as handovers
from workshop_crm.customer_management.profile.vehicles.handover import Handover
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item


@dataclass(frozen=True)
class NewVehicle:
	"""What is known of a vehicle that a customer has since `since` (default today); dates as ISO text, `odometer` in km."""

	customer: str
	role: str = ownership.OWNER
	since: str | None = None
	plate_number: str | None = None
	plate_country: str | None = None
	vin: str | None = None
	nickname: str | None = None
	vehicle_use: str = "Private"
	make: str | None = None
	model: str | None = None
	model_year: int | None = None
	colour: str | None = None
	engine: str | None = None
	transmission: str | None = None
	fuel: str | None = None
	odometer: int | None = None
	expected_km_per_year: int | None = None
	registration_expiry: str | None = None
	warranty_until: str | None = None
	insurer: str | None = None
	policy_number: str | None = None
	policy_expiry: str | None = None


@frappe.whitelist(methods=["GET", "POST"])
def get(vehicle: str) -> dict:
	"""One vehicle: its fields, `people` who have or had it, `kilometres_a_year` by its readings, `may`.

	Of customers whom the user may not see, rows come without their name. Raises PermissionError, DoesNotExistError.
	"""
	return garage.vehicle_details(vehicle)


@frappe.whitelist(methods=["GET", "POST"])
def get_history(vehicle: str) -> list[dict]:
	"""All that happened to a vehicle, newest first, for staff: changes of owner marked, prices with the right to see them.

	Raises PermissionError, DoesNotExistError.
	"""
	return history.staff_history(vehicle)


@frappe.whitelist(methods=["GET", "POST"])
def owner_view(vehicle: str, customer: str) -> dict:
	"""Exactly what this customer sees of the vehicle in portal, messages and prints: vehicle, since, until, events.

	For staff. Raises OwnershipError for a customer who never had it, PermissionError, DoesNotExistError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	garage.require_readable_thing(VEHICLE, vehicle, customer)
	return history.owner_view(vehicle, customer)


@takes(NewVehicle)
@frappe.whitelist(methods=["POST"])
def create(**vehicle: object) -> dict:
	"""Enter a vehicle that a customer has from today as Owner, Driver or Fleet; a plate or a VIN is demanded.

	Returns the vehicle as `get` does. Raises VehicleError (with the vehicle that has the VIN or plate already in
	`customer_vehicle` beside the message, where the user may see it), MandatoryError, PermissionError.
	"""
	frappe.has_permission(VEHICLE, "create", throw=True)
	values = vars(read_fields(NewVehicle, vehicle))
	return garage.vehicle_details(vehicles.add_vehicle(**values).name)


@frappe.whitelist(methods=["POST"])
def update(vehicle: str, changes: str | VehicleChanges) -> dict:
	"""Change fields of a vehicle; null empties one. The old plate stays in the history.

	Returns the vehicle as `get` does. Raises VehicleError, ValidationError for any other field, PermissionError.
	"""
	frappe.has_permission(VEHICLE, "write", throw=True)
	vehicles.update_vehicle(vehicle, **read_as(VehicleChanges, changes))
	return garage.vehicle_details(vehicle)


@frappe.whitelist(methods=["POST"])
def add_reading(
	vehicle: str, kilometres: int, read_on: str | None = None, source: str = "Counter", reason: str = ""
) -> dict:
	"""Write down the odometer: `kilometres` on the day `read_on` (default today); a lower reading needs a `reason`.

	Returns the vehicle as `get` does. Raises VehicleError, PermissionError.
	"""
	vehicles.add_reading(vehicle, kilometres, read_on, source, reason)
	return garage.vehicle_details(vehicle)


@frappe.whitelist(methods=["POST"])
def add_person(
	vehicle: str, customer: str, role: str = ownership.DRIVER, from_date: str | None = None
) -> dict:
	"""Enter a further person of a vehicle: Driver, Fleet, or Owner beside the primary one.

	Returns the vehicle as `get` does. Raises OwnershipError where periods overlap, PermissionError.
	"""
	garage.add_person(Item(VEHICLE, vehicle), customer, role, from_date)
	return garage.vehicle_details(vehicle)


@frappe.whitelist(methods=["POST"])
def remove_person(vehicle: str, row: str, to_date: str | None = None) -> dict:
	"""End the period of one row of `people`; the row stays as history.

	Returns the vehicle as `get` does. Raises OwnershipError when it has ended already, PermissionError.
	"""
	garage.end_period(Item(VEHICLE, vehicle), row, to_date)
	return garage.vehicle_details(vehicle)


@frappe.whitelist(methods=["GET", "POST"])
def preview_handover(vehicle: str, former: str, new: str, on: str | None = None) -> dict:
	"""What a handover would do: `moves`, `stays`, `ends`, each a list of label, value, currency. Changes nothing.

	Raises OwnershipError as the handover would, PermissionError.
	"""
	return handover_preview.preview(Handover(Item(VEHICLE, vehicle), former, new, getdate(on)))


@frappe.whitelist(methods=["POST"])
@tried_again
def hand_over(
	vehicle: str, former: str, new: str, on: str | None = None, odometer: int | None = None
) -> dict:
	"""Hand a vehicle over from its primary owner `former` to customer `new`, from the day `on` (default today).

	Returns the vehicle as `get` does. Raises OwnershipError (same owner, owner changed meanwhile, impossible day),
	VehicleError for an odometer that goes back, PermissionError; nothing is changed then.
	"""
	handovers.hand_over(Handover(Item(VEHICLE, vehicle), former, new, getdate(on), odometer))
	return garage.vehicle_details(vehicle)


@frappe.whitelist(methods=["GET", "POST"])
def expiring(days: int = 30, limit_start: int = 0, limit_page_length: int = 20) -> list[dict]:
	"""Vehicles whose registration (mulkiya) or policy runs out within `days` (at most 365), soonest first.

	Raises PermissionError, ValidationError for a longer page.
	"""
	frappe.has_permission(VEHICLE, "read", throw=True)
	return expiry.expiring(days, *page_of(limit_start, limit_page_length))


@frappe.whitelist(methods=["GET", "POST"])
def expiring_soon() -> dict:
	"""The number of vehicles whose papers run out within 30 days, for a Number Card: value, fieldtype, route."""
	frappe.has_permission(VEHICLE, "read", throw=True)
	return {"value": expiry.number_expiring(), "fieldtype": "Int", "route": ["List", VEHICLE]}


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str, with_former: bool = True) -> dict:
	"""The vehicles and devices of a customer: `vehicles`, `devices` and `former`, what he gave away.

	Raises PermissionError, DoesNotExistError.
	"""
	return garage.things_of(customer, with_former)
