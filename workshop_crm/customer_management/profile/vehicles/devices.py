"""The rules of a Customer Device: serial number, IMEI, warranty, and the title it is listed under."""

import frappe
from frappe import _
from frappe.utils import getdate

from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.imei import MalformedImei, parse_imei
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, Item
from workshop_crm.customer_management.profile.vehicles.vehicles import refuse_taken
from workshop_crm.exceptions import VehicleError

CHANGEABLE_FIELDS = (
	"device_type",
	"make",
	"model",
	"serial_number",
	"imei",
	"purchase_date",
	"warranty_until",
	"device_condition",
	"status",
)


def add_device(customer: str, since: str | None = None, **values):
	"""Enter a device that `customer` owns since the day `since` (default today); `values` are CHANGEABLE_FIELDS.

	Returns the device. Raises VehicleError, frappe.MandatoryError, frappe.PermissionError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	device = frappe.new_doc(DEVICE, **_changeable(values)).insert()
	ownership.begin(Item(DEVICE, device.name), customer, from_date=since)
	return device.reload()


def update_device(name: str, **values):
	"""Change CHANGEABLE_FIELDS of a device and return it. Raises VehicleError, frappe.PermissionError."""
	device = frappe.get_doc(DEVICE, name)
	device.check_permission("write")
	device.update(_changeable(values))
	return device.save()


def check_device(doc) -> None:
	"""Bring a device into stored form and refuse what cannot be; used by the controller."""
	ownership.keep_owner(doc)
	if doc.imei:
		doc.imei = require_imei(doc.imei)
		refuse_taken(doc, "imei", doc.imei, _("The IMEI {0} belongs to another device: {1}."))
	doc.serial_number = " ".join((doc.serial_number or "").split()) or None
	doc.serial_key = serial_key(doc.make, doc.serial_number)
	if doc.serial_key:
		message = _("The serial number {0} belongs to another device: {1}.")
		refuse_taken(doc, "serial_key", doc.serial_key, message, doc.serial_number)
	if doc.warranty_until and doc.purchase_date and getdate(doc.warranty_until) < getdate(doc.purchase_date):
		frappe.throw(_("The warranty ends before the device was bought."), VehicleError)
	doc.device_title = title_of(doc)


def title_of(device) -> str:
	"""Return what a device is called in lists: make and model, then its serial number or IMEI."""
	described = " ".join(word for word in (device.make, device.model) if word)
	mark = device.serial_number or device.imei
	return " · ".join(part for part in (described, mark) if part)[:140]


def serial_key(make: str | None, serial_number: str | None) -> str | None:
	"""Return the text that is the same for one serial number of one maker, however typed."""
	compact = "".join(char for char in fold(serial_number or "") if char.isalnum())
	return f"{fold(make or '')}:{compact}"[:140] if compact else None


def require_imei(text: str) -> str:
	"""Return the IMEI as typed in stored form, or raise VehicleError."""
	try:
		return parse_imei(text)
	except MalformedImei as problem:
		frappe.throw(_(str(problem)), VehicleError)


def _changeable(values: dict) -> dict:
	return {field: value for field, value in values.items() if field in CHANGEABLE_FIELDS}
