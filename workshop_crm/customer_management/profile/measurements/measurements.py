"""The rules of one taking of measurements: for whom, by which set, which values can be, and that it stays as it is."""

import frappe
from frappe import _
from frappe.utils import flt, getdate

from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.division_settings import require_feature
from workshop_crm.customer_management.profile.divisions import require_standing, require_visible_company
from workshop_crm.customer_management.profile.measurements import units
from workshop_crm.customer_management.profile.measurements.sets import in_users_language
from workshop_crm.customer_management.profile.standing import Action
from workshop_crm.exceptions import MeasurementError
from workshop_crm.labels import mark

DOCTYPE = "Customer Measurement"
FEATURE = "measurements"
SHOWN_UNITS = {units.CM: mark("cm"), units.INCH: mark("inch")}


def take(customer: str, company: str, measurement_set: str, values: dict[str, float], **details):
	"""Write down what was measured today or on `measured_on`, as a record of its own; returns it.

	`values` maps names of the set to numbers; those left out were not measured. `details` are person, measured_on
	(ISO text), unit (cm or inch, for all values; else that of the set) and remarks.
	Raises MeasurementError, FeatureSwitchedOffError, StandingError, DivisionAccessError, frappe.PermissionError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	require_visible_company(company)
	require_feature(company, FEATURE)
	doc = frappe.new_doc(DOCTYPE)
	doc.update({"customer": customer, "company": company, "measurement_set": measurement_set})
	doc.update({field: details.get(field) for field in ("person", "remarks")})
	doc.measured_on = getdate(details.get("measured_on"))
	lines = {line.measurement: line for line in frappe.get_doc("Measurement Set", measurement_set).lines}
	for measurement, value in values.items():
		if measurement not in lines:
			_refuse(_("{0} is not measured for {1}."), measurement, measurement_set)
		unit = details.get("unit") or lines[measurement].unit
		doc.append("measured", {"measurement": measurement, "value": value, "unit": unit})
	return doc.insert()


def check_measurement(doc) -> None:
	"""Complete a taking and refuse what cannot be; used by the controller."""
	require_feature(doc.company, FEATURE)
	require_standing(doc.customer, doc.company, Action.EDIT)
	_refuse_late_change(doc)
	doc.taken_by = doc.taken_by or frappe.session.user
	doc.person = _person(doc)
	if getdate(doc.measured_on) > getdate():
		_refuse(_("The day of measuring lies in the future."))
	_check_values(doc)


def check_removal(doc) -> None:
	"""Refuse to delete a taking after its day, unless the customer himself is removed; used by the controller."""
	if not doc.flags.ignore_permissions:
		_refuse_late_change(doc)


def check_set(doc) -> None:
	"""Refuse a set with a measurement named twice or limits that leave nothing; used by the controller."""
	names = [fold(line.measurement) for line in doc.lines]
	for line in doc.lines:
		if names.count(fold(line.measurement)) > 1:
			_refuse(_("{0} stands there twice."), line.measurement)
		least, most = units.limits(line.unit, flt(line.least), flt(line.most))
		if least >= most:
			_refuse(_("{0}: the least value must be lower than the most."), line.measurement)


def _refuse_late_change(doc) -> None:
	"""What was measured is history: only a slip of the same day is put right."""
	if not doc.is_new() and getdate(doc.creation) != getdate():
		_refuse(_("Measurements stay as they were taken. Please take them anew."))


def _person(doc) -> str:
	"""Return the name of the member of the family; empty when it is the customer himself."""
	person = " ".join((doc.person or "").split())
	names = frappe.db.get_value("Customer", doc.customer, ["customer_name", "customer_name_ar"])
	return "" if fold(person) in {fold(name) for name in names if name} else person


def _check_values(doc) -> None:
	lines = {line.measurement: line for line in frappe.get_doc("Measurement Set", doc.measurement_set).lines}
	if not doc.measured:
		_refuse(_("Please fill in at least one measurement."))
	seen = set()
	for row in doc.measured:
		if row.measurement in seen:
			_refuse(_("{0} stands there twice."), row.measurement)
		seen.add(row.measurement)
		_check_value(row, lines.get(row.measurement))
		row.centimetres = units.in_centimetres(flt(row.value), row.unit)
		row.inches = units.in_inches(flt(row.value), row.unit)


def _check_value(row, line) -> None:
	"""Refuse a value outside the limits of its line, or the general ones where the set has no such line any more."""
	label = in_users_language(row.measurement, line.measurement_ar if line else row.measurement_ar)
	if row.unit not in units.UNITS:
		_refuse(_("{0}: the unit is cm or inch."), label)
	least, most = units.limits(line.unit, flt(line.least), flt(line.most)) if line else units.limits(row.unit)
	known_unit = line.unit if line else row.unit
	value = units.converted(flt(row.value), row.unit, known_unit)
	if line:
		row.measurement_ar = line.measurement_ar
	if flt(row.value) > 0 and least <= value <= most:
		return
	low, high = (units.converted(limit, known_unit, row.unit) for limit in (least, most))
	message = _("{0}: {1} {2} cannot be; it lies between {3} and {4}.")
	_refuse(message, label, f"{flt(row.value):g}", _(SHOWN_UNITS[row.unit]), f"{low:g}", f"{high:g}")


def _refuse(message: str, *values: str) -> None:
	frappe.throw(message.format(*values), MeasurementError)
