"""By which vehicles and devices a customer is found: plate, VIN and IMEI of what he has now."""

import frappe

from workshop_crm.customer_management.profile.vehicles.vin import TAIL

OWNERSHIP, VEHICLE, DEVICE = "Vehicle Ownership", "Customer Vehicle", "Customer Device"


def item_keys(customer: str) -> set[tuple[str, str]]:
	"""Return (kind, key) pairs of everything `customer` has now, as owner, driver or fleet."""
	items = _items_of(customer)
	keys = set()
	for row in _rows(VEHICLE, items, ["plate_key", "vin"]):
		keys |= vehicle_keys(row.plate_key, row.vin)
	for row in _rows(DEVICE, items, ["imei"]):
		keys |= {("imei", row.imei)} if row.imei else set()
	return keys


def vehicle_keys(plate_key: str | None, vin: str | None) -> set[tuple[str, str]]:
	"""Return the keys of one vehicle: plate without its country, VIN whole and by its last six characters."""
	plates = {("plate", plate_key.rpartition(":")[2])} if plate_key else set()
	return plates | ({("vin", vin), ("vin", vin[-TAIL:])} if vin else set())


def _items_of(customer: str) -> dict[str, list[str]]:
	row = frappe.qb.DocType(OWNERSHIP)
	query = frappe.qb.from_(row).select(row.item_doctype, row.item).distinct()
	found: dict[str, list[str]] = {}
	for doctype, item in query.where((row.customer == customer) & row.to_date.isnull()).run():
		found.setdefault(doctype, []).append(item)
	return found


def _rows(doctype: str, items: dict[str, list[str]], fields: list[str]) -> list:
	if doctype not in items:
		return []
	return frappe.get_all(doctype, filters={"name": ("in", items[doctype])}, fields=fields, order_by=None)
