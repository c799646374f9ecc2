"""By which vehicles and devices a customer is found: plate, VIN and IMEI of what he has now."""

from collections.abc import Iterator

import frappe

from workshop_crm.customer_management.profile.vehicles.vin import TAIL

OWNERSHIP, VEHICLE, DEVICE = "Vehicle Ownership", "Customer Vehicle", "Customer Device"
FEWEST_SIGNS = 3


def item_keys(customers: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
	"""Yield (customer, (kind, key)) for everything each of `customers` has now, as owner, driver or fleet."""
	for customer, plate_key, vin in _held(customers, VEHICLE, ("plate_key", "vin")):
		yield from ((customer, key) for key in vehicle_keys(plate_key, vin))
	for customer, imei in _held(customers, DEVICE, ("imei",)):
		yield customer, ("imei", imei or "")


def vehicle_keys(plate_key: str | None, vin: str | None) -> set[tuple[str, str]]:
	"""Return the keys of one vehicle: plate without its country and its endings, VIN whole and its last six."""
	plate = (plate_key or "").rpartition(":")[2]
	endings = {("plate_part", plate[start:]) for start in range(1, len(plate) - FEWEST_SIGNS + 1)}
	plates = {("plate", plate), *endings} if plate else set()
	return plates | ({("vin", vin), ("vin", vin[-TAIL:])} if vin else set())


def _held(customers: list[str], doctype: str, columns: tuple[str, ...]) -> list[tuple]:
	row, item = frappe.qb.DocType(OWNERSHIP), frappe.qb.DocType(doctype)
	query = frappe.qb.from_(row).join(item).on(item.name == row.item)
	query = query.select(row.customer, *[item[column] for column in columns]).distinct()
	query = query.where((row.item_doctype == doctype) & row.to_date.isnull())
	return query.where(row.customer.isin(customers)).run()
