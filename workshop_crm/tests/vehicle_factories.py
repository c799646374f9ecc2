"""Vehicles and devices for tests, each with a plate, VIN, serial number or IMEI of its own."""

import itertools
import random
from datetime import date

import frappe

from workshop_crm.customer_management.profile.vehicles import devices, vehicles
from workshop_crm.customer_management.profile.vehicles.handover import Handover
from workshop_crm.customer_management.profile.vehicles.imei import luhn_sum
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.vin import check_digit

_numbers = itertools.count(random.SystemRandom().randrange(10**5))
LETTERS = "ABDHKLMRSTWY"


def new_plate() -> str:
	"""Return an Omani plate that no other call of this process gets."""
	number = next(_numbers)
	return f"{number % 10**5 + 1} {LETTERS[number % 12]}{LETTERS[number // 12 % 12]}"


def new_vin(maker: str = "1HG") -> str:
	"""Return a VIN with the right check digit that no other call of this process gets."""
	draft = f"{maker}CM8260XA{next(_numbers) % 10**6:06d}"
	return draft[:8] + check_digit(draft) + draft[9:]


def new_imei() -> str:
	"""Return an IMEI with the right check digit that no other call of this process gets."""
	body = f"35{next(_numbers):012d}"
	return next(body + str(digit) for digit in range(10) if luhn_sum(body + str(digit)) % 10 == 0)


def make_vehicle(customer: str, **values):
	"""Enter a vehicle of `customer` and return it; `values` are fields of Customer Vehicle, or role and odometer."""
	defaults = {
		"plate_number": new_plate(),
		"vin": new_vin(),
		"make": "Toyota",
		"model": "Hilux",
		"model_year": 2021,
	}
	return vehicles.add_vehicle(customer, **{**defaults, **values})


def make_device(customer: str, **values):
	"""Enter a device of `customer` and return it; `values` are fields of Customer Device."""
	defaults = {"make": "Samsung", "model": "A54", "imei": new_imei(), "device_type": "Phone"}
	return devices.add_device(customer, **{**defaults, **values})


def handover_of(vehicle, new: str, on: date | None = None, odometer: int | None = None) -> Handover:
	"""Return the handover of a Customer Vehicle document from its current owner to `new`."""
	on = on or frappe.utils.getdate()
	return Handover(Item(VEHICLE, vehicle.name), vehicle.current_owner, new, on, odometer)


def had_since(customer: str, vehicle, day: str) -> None:
	"""Let the customer's row of ownership begin on `day`, as if he had the vehicle since then."""
	filters = {"item": vehicle.name, "customer": customer}
	frappe.db.set_value("Vehicle Ownership", filters, "from_date", day)
