"""Measurements of customers and their families over HTTP, for divisions that have them switched on."""

import frappe

from workshop_crm.api.arguments import page_of, read_as, shaped
from workshop_crm.customer_management.profile.measurements import latest as reading
from workshop_crm.customer_management.profile.measurements import measurements, permissions
from workshop_crm.customer_management.profile.measurements import sets as measurement_sets


@shaped(values=dict[str, float])
@frappe.whitelist(methods=["POST"])
def create(
	customer: str,
	company: str,
	measurement_set: str,
	values: str | dict,
	person: str = "",
	measured_on: str | None = None,
	unit: str | None = None,
	remarks: str = "",
) -> dict:
	"""Write down a taking: `values` maps measurements of the set to numbers, in `unit` (cm or inch) or that of the set.

	`person` is a member of the family, empty for the customer. Returns the latest taking of this person and set, with
	differences. Raises MeasurementError, FeatureSwitchedOffError, StandingError, DivisionAccessError, PermissionError.
	"""
	frappe.has_permission(measurements.DOCTYPE, "create", throw=True)
	details = {"person": person, "measured_on": measured_on, "unit": unit, "remarks": remarks}
	values = read_as(dict[str, float], values)
	taken = measurements.take(customer, company, measurement_set, values, **details)
	rows = reading.history(customer, measurement_set, taken.person or "")
	return next(row for row in rows if row["name"] == taken.name)


@frappe.whitelist(methods=["GET", "POST"])
def latest(customer: str) -> list[dict]:
	"""The latest taking of each person and set; each value with `difference` to the time before (null: the first).

	Raises FeatureSwitchedOffError where no division in sight measures, PermissionError, DoesNotExistError.
	"""
	return reading.latest(customer)


@frappe.whitelist(methods=["GET", "POST"])
def history(customer: str, measurement_set: str, person: str = "") -> list[dict]:
	"""All takings of one person by one set, newest first, with differences.

	Raises FeatureSwitchedOffError, PermissionError, DoesNotExistError.
	"""
	return reading.history(customer, measurement_set, person)


@frappe.whitelist(methods=["GET", "POST"])
def sets() -> list[dict]:
	"""What is measured: name, label and lines (measurement, label, unit, least, most) of each set in use.

	Raises FeatureSwitchedOffError where no division in sight measures, PermissionError.
	"""
	frappe.has_permission(measurement_sets.DOCTYPE, "read", throw=True)
	permissions.require_measuring()
	return measurement_sets.offered_sets()


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str, limit_start: int = 0, limit_page_length: int = 20) -> list[dict]:
	"""The takings of a customer and his family that the user may see, newest first, each with its values.

	Raises FeatureSwitchedOffError, PermissionError, DoesNotExistError, ValidationError for a longer page.
	"""
	return reading.takings(customer, *page_of(limit_start, limit_page_length))
