"""The rules of a Customer Vehicle: VIN, plate and its history, odometer, and the title it is listed under."""

import frappe
from frappe import _
from frappe.utils import cint, getdate

from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.customer_management.profile.vehicles import ownership
from workshop_crm.customer_management.profile.vehicles.odometer import (
	MOST_KILOMETRES,
	Reading,
	first_step_back,
	in_order,
)
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.plates import (
	HOME_COUNTRY,
	MalformedPlate,
	Plate,
	parse_plate,
)
from workshop_crm.customer_management.profile.vehicles.vin import MalformedVin, Vin, parse_vin
from workshop_crm.exceptions import VehicleError

OLDEST_YEAR = 1900
CHANGEABLE_FIELDS = (
	"plate_number",
	"plate_country",
	"vin",
	"nickname",
	"vehicle_use",
	"make",
	"model",
	"model_year",
	"colour",
	"engine",
	"transmission",
	"fuel",
	"expected_km_per_year",
	"registration_expiry",
	"warranty_until",
	"insurer",
	"policy_number",
	"policy_expiry",
)


def add_vehicle(
	customer: str,
	role: str = ownership.OWNER,
	odometer: int | None = None,
	since: str | None = None,
	**values,
):
	"""Enter a vehicle that `customer` has since the day `since` (default today) and return it.

	`odometer` is read today, in km; `values` are CHANGEABLE_FIELDS.

	Raises VehicleError (with the vehicle that has the VIN or plate already in the answer's `vehicle`),
	frappe.MandatoryError, frappe.PermissionError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	vehicle = frappe.new_doc(VEHICLE, **_changeable(values))
	if odometer is not None:
		vehicle.append("odometer_readings", {"reading": odometer, "read_on": getdate(), "source": "Counter"})
	vehicle.insert()
	ownership.begin(Item(VEHICLE, vehicle.name), customer, role, since)
	return vehicle.reload()


def update_vehicle(name: str, **values):
	"""Change CHANGEABLE_FIELDS of a vehicle and return it. Raises VehicleError, frappe.PermissionError."""
	vehicle = frappe.get_doc(VEHICLE, name)
	vehicle.check_permission("write")
	vehicle.update(_changeable(values))
	return vehicle.save()


def add_reading(
	name: str, kilometres: int, read_on: str | None = None, source: str = "Counter", reason: str = ""
):
	"""Write down an odometer reading, `kilometres` on the day `read_on` (default today); returns the vehicle.

	Raises VehicleError where it goes backwards without a reason.
	"""
	vehicle = frappe.get_doc(VEHICLE, name, for_update=True)
	vehicle.check_permission("write")
	row = {"reading": kilometres, "read_on": read_on or getdate(), "source": source, "reason": reason}
	vehicle.append("odometer_readings", row)
	return vehicle.save()


def check_vehicle(doc) -> None:
	"""Bring a vehicle into stored form and refuse what cannot be; used by the controller."""
	ownership.keep_owner(doc)
	_check_vin(doc)
	_check_plate(doc)
	_check_year(doc)
	_check_readings(doc)
	if not (doc.vin or doc.plate_number):
		frappe.throw(_("A vehicle needs a plate or a VIN."), frappe.MandatoryError)
	doc.vehicle_title = title_of(doc)


def title_of(vehicle) -> str:
	"""Return what a vehicle is called in lists: make, model and year, then its plate or the end of its VIN."""
	words = [vehicle.make, vehicle.model, str(vehicle.model_year or "")]
	described = " ".join(word for word in words if word)
	mark = vehicle.plate_number or (vehicle.vin or "")[-6:]
	return " · ".join(part for part in (described, mark) if part)[:140]


def require_plate(text: str, country: str) -> Plate:
	"""Return the plate as typed in one written form, or raise VehicleError."""
	try:
		return parse_plate(text, country)
	except MalformedPlate as problem:
		frappe.throw(_(str(problem)), VehicleError)


def require_vin(text: str) -> Vin:
	"""Return the VIN as typed in stored form, or raise VehicleError."""
	try:
		return parse_vin(text)
	except MalformedVin as problem:
		frappe.throw(_(str(problem)), VehicleError)


def readings_of(vehicle) -> list[Reading]:
	"""Return the odometer readings of a Customer Vehicle document, oldest first."""
	rows = vehicle.odometer_readings
	return in_order([Reading(cint(row.reading), getdate(row.read_on), row.reason or "") for row in rows])


def _changeable(values: dict) -> dict:
	return {field: value for field, value in values.items() if field in CHANGEABLE_FIELDS}


def _check_vin(doc) -> None:
	if not doc.vin:
		return
	vin = require_vin(doc.vin)
	doc.vin = vin.text
	if doc.is_new() or doc.has_value_changed("vin"):
		refuse_taken(doc, "vin", vin.text, _("The VIN {0} belongs to another vehicle: {1}."))
		if not vin.check_digit_agrees:
			message = _(
				"The check digit of this VIN does not agree. Please compare it with the vehicle once more."
			)
			frappe.msgprint(message, indicator="orange", alert=True)


def _check_plate(doc) -> None:
	plate = require_plate(doc.plate_number, doc.plate_country or HOME_COUNTRY) if doc.plate_number else None
	doc.plate_country = doc.plate_country or HOME_COUNTRY
	doc.plate_number = plate.shown if plate else None
	doc.plate_key = plate.key if plate else None
	before = doc.get_doc_before_save()
	if plate and (before is None or before.plate_key != plate.key):
		refuse_taken(doc, "plate_key", plate.key, _("The plate {0} is on another vehicle: {1}."), plate.shown)
	_keep_plate_history(doc, before)


def _keep_plate_history(doc, before) -> None:
	"""Close the row of the plate that went and open one for the new plate; a form cannot rewrite the past."""
	doc.set("plates", [_plate_row(row) for row in before.plates] if before else [])
	if before is not None and before.plate_key == doc.plate_key:
		return
	for row in doc.plates:
		row.to_date = row.to_date or getdate()
	if doc.plate_key:
		row = {"plate_number": doc.plate_number, "country": doc.plate_country, "from_date": getdate()}
		doc.append("plates", row)


def _plate_row(row) -> dict:
	return {field: row.get(field) for field in ("name", "plate_number", "country", "from_date", "to_date")}


def refuse_taken(doc, field: str, value: str, message: str, shown: str | None = None) -> None:
	"""Raise VehicleError where another record of the DocType holds `value`, told only as far as the user may see."""
	taken = {field: value, "name": ("!=", doc.name or "")}
	holder = frappe.db.get_value(doc.doctype, taken, ["name", "current_owner"], as_dict=True)
	if not holder:
		return
	visible = not holder.current_owner or can_see_customer(holder.current_owner)
	named = holder.name if visible else _("one of a customer of another division")
	frappe.local.response[frappe.scrub(doc.doctype)] = holder.name if visible else None
	frappe.throw(message.format(shown or value, named), VehicleError)


def _check_year(doc) -> None:
	if doc.model_year and not OLDEST_YEAR <= cint(doc.model_year) <= getdate().year + 2:
		frappe.throw(
			_("{0} is not a year in which a vehicle was built.").format(doc.model_year), VehicleError
		)


def _check_readings(doc) -> None:
	for row in doc.odometer_readings:
		if not 0 <= cint(row.reading) <= MOST_KILOMETRES:
			frappe.throw(_("{0} km is not a reading of an odometer.").format(row.reading), VehicleError)
		if getdate(row.read_on) > getdate():
			frappe.throw(_("A reading of the odometer lies in the future."), VehicleError)
	readings = readings_of(doc)
	step_back = first_step_back(readings)
	if step_back:
		_refuse_step_back(*step_back)
	latest = readings[-1] if readings else None
	doc.odometer = latest.kilometres if latest else None
	doc.odometer_on = latest.read_on if latest else None


def _refuse_step_back(before: Reading, after: Reading) -> None:
	message = _("The odometer cannot go back from {0} km to {1} km without a reason.")
	frappe.throw(message.format(before.kilometres, after.kilometres), VehicleError)
