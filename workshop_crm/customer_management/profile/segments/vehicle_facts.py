"""Facts of the vehicles that a customer has now, as owner, driver or fleet."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.segments.conditions import NOT_SET, OPERATORS, SET
from workshop_crm.customer_management.profile.segments.facts import Fact, Scope, on_any_row

OWNERSHIP, VEHICLE = "Vehicle Ownership", "Customer Vehicle"


def vehicle_facts() -> list[Fact]:
	"""Return the facts of vehicles, for the hook list `segment_facts`."""
	year = (*OPERATORS["number"], SET, NOT_SET)
	return [
		Fact("vehicle_make", _("Make of a Vehicle"), "text", _on_vehicle("make", "text")),
		Fact("vehicle_model", _("Model of a Vehicle"), "text", _on_vehicle("model", "text")),
		Fact(
			"vehicle_year",
			_("Year of a Vehicle"),
			"number",
			_on_vehicle("model_year", "number"),
			operators=year,
		),
	]


def _on_vehicle(column: str, kind: str):
	return on_any_row(_vehicles, lambda vehicle: vehicle[column], kind)


def _vehicles(scope: Scope):
	row = frappe.qb.DocType(OWNERSHIP).as_("fact_ownership")
	vehicle = frappe.qb.DocType(VEHICLE).as_("fact_vehicle")
	query = frappe.qb.from_(row).join(vehicle).on(vehicle.name == row.item).select(row.name)
	query = query.where((row.item_doctype == VEHICLE) & row.to_date.isnull())
	return query.where(row.customer == scope.customer.name), vehicle
