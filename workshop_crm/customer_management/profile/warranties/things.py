"""Which vehicles, devices and serial numbers of a customer have a warranty, how long it lasts, and who may claim on it.

A warranty goes with the thing: it is the current owner's. The longer warranty of a VIP goes with the customer: it is added to
whatever he owns while he is a VIP of the division, and to nothing any more when he is not.
"""

from datetime import date

import frappe
from frappe.utils import cint, getdate

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.permissions import ACCOUNT
from workshop_crm.customer_management.profile.vehicles.ownership import (
	DEVICE,
	DOCTYPE,
	OWNER,
	VEHICLE,
	Item,
	current_rows,
)
from workshop_crm.customer_management.profile.visible_records import readable
from workshop_crm.customer_management.profile.warranties.cover import Cover

SERIAL_NO = "Serial No"
UNTIL_FIELDS = {VEHICLE: "warranty_until", DEVICE: "warranty_until", SERIAL_NO: "warranty_expiry_date"}
VEHICLE_FIELDS = ["name", "make", "model", "model_year", "plate_number", "vin", "warranty_until"]
DEVICE_FIELDS = ["name", "make", "model", "serial_number", "imei", "warranty_until"]


def vip_months(customer: str, company: str) -> int:
	"""Return by how many months the division's warranties are longer for this customer: 0 unless he is its VIP."""
	if not frappe.db.get_value(ACCOUNT, {"customer": customer, "company": company}, "is_vip"):
		return 0
	return cint(settings_for(company).vip_warranty_months)


def cover_of(thing: Item, customer: str, company: str) -> Cover | None:
	"""Return the warranty of `thing` in the hands of `customer`, or None where none is recorded."""
	until = frappe.db.get_value(thing.doctype, thing.name, UNTIL_FIELDS[thing.doctype])
	return Cover(getdate(until), vip_months(customer, company)) if until else None


def has_service_contract(thing: Item, day: date) -> bool:
	"""Tell whether a serial number is under an annual maintenance contract on `day`, which covers more than a warranty."""
	if thing.doctype != SERIAL_NO:
		return False
	until = frappe.db.get_value(SERIAL_NO, thing.name, "amc_expiry_date")
	return bool(until) and day <= getdate(until)


def is_owner(thing: Item, customer: str) -> bool:
	"""Tell whether `customer` owns the thing now; of a serial number, whether it was delivered to him and is his still."""
	if thing.doctype != SERIAL_NO:
		return any(row.customer == customer and row.role == OWNER for row in current_rows(thing))
	delivered_to = frappe.db.get_value(SERIAL_NO, thing.name, "customer")
	return delivered_to == customer and thing.name not in _given_away(_devices_by_serial(customer))


def things_with_warranty(customer: str, company: str) -> list[dict]:
	"""Return the things of `customer` with a warranty recorded, as far as the session's user may see them.

	Each has doctype, name, item, serial, until and is_owner. Serial numbers are those that the division delivered.
	"""
	roles = _roles_by_thing(customer)
	return [
		*_entered_things(VEHICLE, VEHICLE_FIELDS, roles),
		*_entered_things(DEVICE, DEVICE_FIELDS, roles),
		*_delivered_serials(customer, company),
	]


def _roles_by_thing(customer: str) -> dict[tuple[str, str], set[str]]:
	if not frappe.has_permission(DOCTYPE, "read"):
		return {}
	filters = {"customer": customer, "to_date": ("is", "not set")}
	roles: dict[tuple[str, str], set[str]] = {}
	for row in frappe.get_all(DOCTYPE, filters=filters, fields=["item_doctype", "item", "role"]):
		roles.setdefault((row.item_doctype, row.item), set()).add(row.role)
	return roles


def _entered_things(doctype: str, fields: list[str], roles: dict) -> list[dict]:
	names = [name for kind, name in roles if kind == doctype]
	if not names:
		return []
	filters = {"name": ("in", names), "warranty_until": ("is", "set")}
	rows = frappe.get_list(doctype, filters=filters, fields=fields, limit_page_length=0)
	return [{**_described(doctype, row), "is_owner": OWNER in roles[doctype, row.name]} for row in rows]


def _described(doctype: str, row) -> dict:
	words = (row.make, row.model, row.get("model_year"))
	serial = row.get("plate_number") or row.get("vin") or row.get("serial_number") or row.get("imei")
	return {
		"doctype": doctype,
		"name": row.name,
		"item": " ".join(str(word) for word in words if word),
		"serial": serial or "",
		"until": getdate(row.warranty_until),
	}


def _delivered_serials(customer: str, company: str) -> list[dict]:
	"""Return what the division delivered, without what stands there as a device already or was given away as one."""
	if not readable(SERIAL_NO):
		return []
	filters = {"customer": customer, "company": company, "warranty_expiry_date": ("is", "set")}
	fields = ["name", "item_code", "warranty_expiry_date"]
	rows = frappe.get_list(SERIAL_NO, filters=filters, fields=fields, limit_page_length=0)
	if not rows:
		return []
	devices = _devices_by_serial(customer)
	hidden = {row.serial_number for row in devices if row.warranty_until} | _given_away(devices)
	names = _item_names({row.item_code for row in rows})
	return [_serial(row, names) for row in rows if row.name not in hidden]


def _serial(row, names: dict[str, str]) -> dict:
	return {
		"doctype": SERIAL_NO,
		"name": row.name,
		"item": names.get(row.item_code) or row.item_code,
		"serial": row.name,
		"until": getdate(row.warranty_expiry_date),
		"is_owner": True,
	}


def _item_names(codes: set[str]) -> dict[str, str]:
	filters = {"name": ("in", sorted(codes))}
	return dict(frappe.get_all("Item", filters=filters, fields=["name", "item_name"], as_list=True))


def _devices_by_serial(customer: str) -> list:
	"""Return serial_number, warranty_until and to_date of the devices that are or were the customer's."""
	row, device = frappe.qb.DocType(DOCTYPE), frappe.qb.DocType(DEVICE)
	query = frappe.qb.from_(row).join(device).on(device.name == row.item)
	query = query.select(device.serial_number, device.warranty_until, row.to_date)
	query = query.where((row.customer == customer) & (row.item_doctype == DEVICE) & (row.role == OWNER))
	return query.where(device.serial_number.isnotnull()).run(as_dict=True)


def _given_away(devices: list) -> set[str]:
	"""Return the serial numbers of devices that were the customer's and are no longer."""
	ended = {row.serial_number for row in devices if row.to_date is not None}
	return ended - {row.serial_number for row in devices if row.to_date is None}
