"""Devices of customers over HTTP: enter, change, hand over."""

from dataclasses import dataclass

import frappe
from frappe.utils import getdate

from workshop_crm.api.arguments import read_as, read_fields, takes
from workshop_crm.api.deadlocks import tried_again
from workshop_crm.api.v1.shapes import DeviceChanges
from workshop_crm.customer_management.profile.vehicles import devices, garage
from workshop_crm.customer_management.profile.vehicles import handover as handovers
from workshop_crm.customer_management.profile.vehicles.handover import Handover
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, Item


@dataclass(frozen=True)
class NewDevice:
	"""What is known of a device that a customer owns since `since` (default today); dates as ISO text."""

	customer: str
	make: str
	since: str | None = None
	device_type: str = "Other"
	model: str | None = None
	serial_number: str | None = None
	imei: str | None = None
	purchase_date: str | None = None
	warranty_until: str | None = None
	device_condition: str | None = None
	status: str = "In Use"


@frappe.whitelist(methods=["GET", "POST"])
def get(device: str) -> dict:
	"""One device: its fields, `people` who have or had it, `may`. Raises PermissionError, DoesNotExistError."""
	return garage.device_details(device)


@takes(NewDevice)
@frappe.whitelist(methods=["POST"])
def create(**device: object) -> dict:
	"""Enter a device that a customer owns from today. Returns it as `get` does.

	Raises VehicleError for a wrong or known IMEI or serial number, MandatoryError, PermissionError.
	"""
	frappe.has_permission(DEVICE, "create", throw=True)
	return garage.device_details(devices.add_device(**vars(read_fields(NewDevice, device))).name)


@frappe.whitelist(methods=["POST"])
def update(device: str, changes: str | DeviceChanges) -> dict:
	"""Change fields of a device; null empties one. Returns it as `get` does.

	Raises VehicleError, ValidationError for any other field, PermissionError.
	"""
	frappe.has_permission(DEVICE, "write", throw=True)
	devices.update_device(device, **read_as(DeviceChanges, changes))
	return garage.device_details(device)


@frappe.whitelist(methods=["POST"])
@tried_again
def hand_over(device: str, former: str, new: str, on: str | None = None) -> dict:
	"""Hand a device over from its owner `former` to customer `new`, from the day `on` (default today).

	Returns the device as `get` does. Raises OwnershipError, PermissionError; nothing is changed then.
	"""
	handovers.hand_over(Handover(Item(DEVICE, device), former, new, getdate(on)))
	return garage.device_details(device)


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str) -> list[dict]:
	"""The devices a customer has now. Raises PermissionError, DoesNotExistError."""
	return garage.things_of(customer, with_former=False)["devices"]
