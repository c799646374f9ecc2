"""What the customer's page shows of measurements: the latest of each person and set, and how they changed."""

from itertools import groupby

import frappe

from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.profile.measurements import units
from workshop_crm.customer_management.profile.measurements.measurements import DOCTYPE
from workshop_crm.customer_management.profile.measurements.permissions import require_measuring
from workshop_crm.customer_management.profile.measurements.sets import in_users_language, labels_of_sets

ROW = "Customer Measurement Value"
FIELDS = ["name", "customer", "company", "person", "measurement_set", "measured_on", "taken_by", "remarks"]
VALUE_FIELDS = ["parent", "measurement", "measurement_ar", "value", "unit", "centimetres", "inches"]
NEWEST_FIRST = "measured_on desc, creation desc, name desc"
# A customer is measured a few times a year; his page reads all of it.
MOST_TAKINGS = 500


def takings(customer: str, start: int = 0, limit: int = 20) -> list[dict]:
	"""Return the takings of a customer, newest first, each with its `values`.

	Raises FeatureSwitchedOffError where no division in sight measures, frappe.PermissionError.
	"""
	_require_readable(customer)
	return _with_values(_takings({"customer": customer}, start, limit))


def latest(customer: str) -> list[dict]:
	"""Return the latest taking of each person and set, each value with `difference` to the time before.

	The customer himself comes first. Each also has `times`, how often it was taken. Raises as `takings` does.
	"""
	_require_readable(customer)
	rows = _takings({"customer": customer}, 0, MOST_TAKINGS)
	# Sorting keeps the newest first within each person and set.
	rows.sort(key=_whose)
	groups = [list(group) for _key, group in groupby(rows, key=_whose)]
	shown = _with_values([row for group in groups for row in group[:2]])
	by_name = {row["name"]: row for row in shown}
	return [
		{**_compared([by_name[row.name] for row in group[:2]])[0], "times": len(group)} for group in groups
	]


def history(customer: str, measurement_set: str, person: str = "") -> list[dict]:
	"""Return all takings of one person by one set, newest first, each value with `difference` to the time before.

	Raises as `takings` does.
	"""
	_require_readable(customer)
	rows = _takings({"customer": customer, "measurement_set": measurement_set}, 0, MOST_TAKINGS)
	return _compared(_with_values([row for row in rows if fold(row.person) == fold(person)]))


def _require_readable(customer: str) -> None:
	frappe.get_doc("Customer", customer).check_permission("read")
	frappe.has_permission(DOCTYPE, "read", throw=True)
	require_measuring()


def _takings(filters: dict, start: int, limit: int) -> list:
	return frappe.get_list(
		DOCTYPE,
		filters=filters,
		fields=FIELDS,
		order_by=NEWEST_FIRST,
		limit_start=start,
		limit_page_length=limit,
	)


def _whose(row) -> tuple[str, str]:
	return fold(row.person or ""), row.measurement_set


def _with_values(rows: list) -> list[dict]:
	"""Give each taking its values and labels, in two queries for all of them."""
	filters = {"parent": ("in", [row.name for row in rows] or [""]), "parenttype": DOCTYPE}
	values = frappe.get_all(ROW, filters=filters, fields=VALUE_FIELDS, order_by="parent, idx")
	labels = labels_of_sets() if rows else {}
	users = [row.taken_by for row in rows if row.taken_by]
	names = frappe.get_all(
		"User", filters={"name": ("in", users or [""])}, fields=["name", "full_name"], as_list=True
	)
	return [
		{
			**row,
			"person": row.person or "",
			"measured_on": str(row.measured_on),
			"set_label": labels.get(row.measurement_set, row.measurement_set),
			"taken_by_name": dict(names).get(row.taken_by) or row.taken_by,
			"values": [_shown_value(value) for value in values if value.parent == row.name],
		}
		for row in rows
	]


def _shown_value(value) -> dict:
	shown = {field: value[field] for field in VALUE_FIELDS if field not in ("parent", "measurement_ar")}
	return {**shown, "label": in_users_language(value.measurement, value.measurement_ar)}


def _compared(rows: list[dict]) -> list[dict]:
	"""Give each value of the takings, newest first, its `difference` to the one before, in its own unit."""
	for row, before in zip(rows, [*rows[1:], None], strict=True):
		earlier = {value["measurement"]: value["centimetres"] for value in before["values"]} if before else {}
		for value in row["values"]:
			value["difference"] = _difference(value, earlier.get(value["measurement"]))
	return rows


def _difference(value: dict, earlier: float | None) -> float | None:
	if earlier is None:
		return None
	changed = value["centimetres"] - earlier
	return units.converted(round(changed, 1), units.CM, value["unit"])
