"""What staff see of the vehicles and devices of a customer, and of one of them with its people."""

import frappe
from frappe import _
from frappe.utils import add_days, getdate

from workshop_crm.customer_management.profile.permissions import can_see_customer
from workshop_crm.customer_management.profile.vehicles import devices, ownership, vehicles
from workshop_crm.customer_management.profile.vehicles.expiry import PAPERS, USUAL_DAYS
from workshop_crm.customer_management.profile.vehicles.odometer import kilometres_a_year
from workshop_crm.customer_management.profile.vehicles.ownership import (
	DEVICE,
	DOCTYPE,
	TITLE_FIELDS,
	VEHICLE,
	Item,
)
from workshop_crm.customer_management.profile.vehicles.permissions import visible_customers
from workshop_crm.exceptions import OwnershipError

VEHICLE_FIELDS = (
	"name",
	"vehicle_title",
	*vehicles.CHANGEABLE_FIELDS,
	"odometer",
	"odometer_on",
	"current_owner",
)
DEVICE_FIELDS = (
	"name",
	"device_title",
	*devices.CHANGEABLE_FIELDS,
	"current_owner",
)
FIELDS = {VEHICLE: VEHICLE_FIELDS, DEVICE: DEVICE_FIELDS}


def things_of(customer: str, with_former: bool = True) -> dict:
	"""Return `vehicles`, `devices` and `former` of a customer, newest first, each with `role`, `since` and `until`.

	`former` names title and period only. Raises frappe.PermissionError where the customer may not be read.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	rows = _rows_of_customer(customer) if frappe.has_permission(DOCTYPE, "read") else []
	current = [row for row in rows if row.to_date is None]
	return {
		"vehicles": _things(VEHICLE, current),
		"devices": _things(DEVICE, current),
		"former": [_given_away(row) for row in rows if row.to_date is not None] if with_former else [],
		"may_add": _may(VEHICLE, "create"),
	}


def number_of_things(customer: str) -> int:
	"""Return how many vehicles and devices a customer has now."""
	row = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(row).select(row.item_doctype, row.item).distinct()
	return len(query.where((row.customer == customer) & row.to_date.isnull()).run())


def vehicle_details(name: str) -> dict:
	"""Return the fields of a vehicle with `people`, `kilometres_a_year` and `may`. Raises frappe.PermissionError."""
	vehicle = frappe.get_doc(VEHICLE, name)
	readings = vehicles.readings_of(vehicle)
	return {**_details(vehicle), "kilometres_a_year": kilometres_a_year(readings)}


def device_details(name: str) -> dict:
	"""Return the fields of a device with `people` and `may`. Raises frappe.PermissionError."""
	return _details(frappe.get_doc(DEVICE, name))


def add_person(item: Item, customer: str, role: str, from_date: str | None = None) -> None:
	"""Enter a further person. Raises OwnershipError, frappe.PermissionError."""
	_require_write(item)
	if not can_see_customer(customer):
		frappe.throw(_("You have no access to customer {0}.").format(customer), frappe.PermissionError)
	ownership.begin(item, customer, role, from_date)


def end_period(item: Item, row: str, to_date: str | None = None) -> None:
	"""End the period of one row of `item`. Raises OwnershipError, frappe.PermissionError."""
	_require_write(item)
	if not frappe.db.exists(DOCTYPE, {"name": row, "item_doctype": item.doctype, "item": item.name}):
		frappe.throw(_("This row belongs to another vehicle or device."), OwnershipError)
	ownership.end(row, to_date)


def require_readable_thing(doctype: str, name: str, customer: str) -> None:
	"""Let pass who may read the thing, or had his customer among its former owners. Raises frappe.PermissionError."""
	frappe.has_permission(doctype, "read", throw=True)
	if not frappe.db.exists(DOCTYPE, {"item_doctype": doctype, "item": name, "customer": customer}):
		frappe.get_doc(doctype, name).check_permission("read")


def _require_write(item: Item) -> None:
	frappe.get_doc(item.doctype, item.name).check_permission("write")
	frappe.has_permission(DOCTYPE, "write", throw=True)


def _rows_of_customer(customer: str) -> list:
	fields = ["name", "item_doctype", "item", "item_title", "role", "is_primary", "from_date", "to_date"]
	order = "from_date desc, creation desc"
	return frappe.get_all(DOCTYPE, filters={"customer": customer}, fields=fields, order_by=order)


def _things(doctype: str, rows: list) -> list[dict]:
	"""Return the things of `rows`; one whose owner the user may not see comes with title and plate only."""
	of_kind = {row.item: row for row in rows if row.item_doctype == doctype}
	if not of_kind:
		return []
	filters = {"name": ("in", list(of_kind))}
	found = frappe.get_list(doctype, filters=filters, fields=list(FIELDS[doctype]), limit_page_length=0)
	stored = {thing.name: thing for thing in found}
	may = {
		"may_write": _may(doctype, "write"),
		"may_hand_over": _may(doctype, "write") and _may(DOCTYPE, "create"),
	}
	return [{**may, **_thing(row, stored.get(name))} for name, row in of_kind.items()]


def _may(doctype: str, right: str) -> bool:
	return bool(frappe.has_permission(doctype, right))


def _thing(row, stored) -> dict:
	place = {"role": row.role, "is_primary": row.is_primary, "since": row.from_date, "row": row.name}
	if stored is None:
		return {"name": row.item, "title": row.item_title, "may_open": False, **place}
	title = stored.get(TITLE_FIELDS[row.item_doctype])
	return {**stored, "title": title, "may_open": True, "expiring": _papers_running_out(stored), **place}


def _papers_running_out(thing) -> list[str]:
	"""Return which papers have run out or do so within the usual days."""
	limit = getdate(add_days(getdate(), USUAL_DAYS))
	return [paper for paper in PAPERS if thing.get(paper) and getdate(thing[paper]) <= limit]


def _given_away(row) -> dict:
	period = {"since": row.from_date, "until": row.to_date}
	return {
		"doctype": row.item_doctype,
		"name": row.item,
		"title": row.item_title,
		"role": row.role,
		**period,
	}


def _details(thing) -> dict:
	thing.check_permission("read")
	rows = ownership.named_rows_of(Item(thing.doctype, thing.name))
	seen = visible_customers({row.customer for row in rows})
	people = [
		row if row.customer in seen else {**row, "customer": None, "customer_name": None} for row in rows
	]
	fields = {field: thing.get(field) for field in FIELDS[thing.doctype]}
	may = {"write": bool(thing.has_permission("write")), "hand_over": _may(DOCTYPE, "create")}
	return {**fields, "people": people, "may": may}
