"""Who has a vehicle or device, as what, from when until when.

A period counts from its first day up to, not including, its last: on the day of a handover the new owner has the thing
already. Whoever writes a row locks the vehicle or device first and then reads its rows again with a locking read, as
a plain read would still show what was there before the lock was waited for.
"""

from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import getdate

from workshop_crm.customer_management.profile.keys import rewrite_keys
from workshop_crm.customer_management.profile.vehicles.wall import Period
from workshop_crm.exceptions import OwnershipError

DOCTYPE = "Vehicle Ownership"
VEHICLE, DEVICE = "Customer Vehicle", "Customer Device"
OWNER, DRIVER, FLEET = "Owner", "Driver", "Fleet"
TITLE_FIELDS = {VEHICLE: "vehicle_title", DEVICE: "device_title"}
ROW_FIELDS = ("name", "customer", "role", "is_primary", "from_date", "to_date")


@dataclass(frozen=True)
class Item:
	"""A vehicle or device by its DocType and name."""

	doctype: str
	name: str


def lock_item(item: Item) -> None:
	"""Let only one transaction at a time change who has `item`; raises frappe.DoesNotExistError."""
	if not frappe.db.get_value(item.doctype, item.name, "name", for_update=True):
		frappe.throw(
			_("{0} {1} does not exist.").format(_(item.doctype), item.name), frappe.DoesNotExistError
		)


def rows_of(item: Item, locked: bool = False) -> list:
	"""Return all rows of `item`, oldest first; `locked` reads what is committed now and keeps others from changing it."""
	row = frappe.qb.DocType(DOCTYPE)
	query = frappe.qb.from_(row).select(*(row[field] for field in ROW_FIELDS))
	query = query.where((row.item_doctype == item.doctype) & (row.item == item.name))
	query = query.orderby(row.from_date).orderby(row.creation)
	return (query.for_update() if locked else query).run(as_dict=True)


def named_rows_of(item: Item) -> list:
	"""Return all rows of `item` with `customer_name`, as the customers are called now."""
	rows = rows_of(item)
	filters = {"name": ("in", list({row.customer for row in rows}))}
	names = (
		dict(frappe.get_all("Customer", filters=filters, fields=["name", "customer_name"], as_list=True))
		if rows
		else {}
	)
	return [frappe._dict(row, customer_name=names.get(row.customer, "")) for row in rows]


def current_rows(item: Item, locked: bool = False) -> list:
	"""Return the rows that last."""
	return [row for row in rows_of(item, locked) if row.to_date is None]


def primary_owner(rows: list) -> str | None:
	"""Return the customer who is the primary owner now, among the rows of one item."""
	return next(
		(row.customer for row in rows if row.to_date is None and row.role == OWNER and row.is_primary), None
	)


def periods_of(item: Item) -> list[Period]:
	"""Return how long each customer has or had `item`, in whatever role."""
	return [Period(row.customer, row.from_date, row.to_date) for row in rows_of(item)]


def begin(
	item: Item, customer: str, role: str = OWNER, from_date: str | None = None, is_primary: bool = False
):
	"""Write that `customer` has `item` from `from_date` (default today); the first owner becomes the primary one.

	Raises OwnershipError where periods overlap or a second primary owner would appear.
	"""
	values = {"item_doctype": item.doctype, "item": item.name, "customer": customer, "role": role}
	row = frappe.new_doc(DOCTYPE, **values, is_primary=int(is_primary))
	row.from_date = from_date or getdate()
	return row.insert(ignore_permissions=True)


def end(name: str, to_date: str | None = None):
	"""Write that the period of row `name` ended on `to_date` (default today). Raises OwnershipError when it has ended."""
	lock_item(Item(*frappe.db.get_value(DOCTYPE, name, ["item_doctype", "item"])))
	row = frappe.get_doc(DOCTYPE, name, for_update=True)
	if row.to_date:
		frappe.throw(_("This period has ended already."), OwnershipError)
	row.to_date = to_date or getdate()
	return row.save(ignore_permissions=True)


def check_row(doc) -> None:
	"""Check one row against the others of its item; used by the controller.

	Raises OwnershipError for two primary owners at once, overlapping periods of one customer and role, and
	periods that end before they begin or lie in the future.
	"""
	item = Item(doc.item_doctype, doc.item)
	lock_item(item)
	_check_period(doc)
	others = [row for row in rows_of(item, locked=True) if row.name != doc.name]
	_settle_primary(doc, others)
	for row in others:
		if _overlap(doc, row):
			_refuse_overlap(doc, row)
	doc.item_title = frappe.db.get_value(doc.item_doctype, doc.item, TITLE_FIELDS[doc.item_doctype])


def row_changed(doc) -> None:
	"""Bring the item's current owner and the customer's search keys in line; used by the controller."""
	show_owner(Item(doc.item_doctype, doc.item))
	rewrite_keys(doc.customer)


def show_owner(item: Item) -> None:
	"""Write the primary owner onto the vehicle or device, where lists show him."""
	owner = primary_owner(rows_of(item, locked=True))
	shown = frappe.db.get_value(item.doctype, item.name, "current_owner")
	if (owner or None) != (shown or None):
		frappe.db.set_value(item.doctype, item.name, "current_owner", owner)


def item_changed(doc) -> None:
	"""Bring titles and search keys of those who have the vehicle or device in line; used by the controllers."""
	rows = current_rows(Item(doc.doctype, doc.name))
	title = doc.get(TITLE_FIELDS[doc.doctype])
	for row in rows:
		# Rows that ended keep the title of their time, as the plate may be another owner's by now.
		frappe.db.set_value(DOCTYPE, row.name, "item_title", title, update_modified=False)
	for customer in sorted({row.customer for row in rows}):
		rewrite_keys(customer)


def remove_rows(doc) -> None:
	"""Delete the rows of a vehicle or device that is being deleted; used by the controllers."""
	filters = {"item_doctype": doc.doctype, "item": doc.name}
	for name in frappe.get_all(DOCTYPE, filters=filters, pluck="name"):
		frappe.delete_doc(DOCTYPE, name, ignore_permissions=True, force=True)


def keep_owner(doc) -> None:
	"""Put back the owner that a form sent along: only this file writes him; used by the controllers."""
	before = doc.get_doc_before_save()
	doc.current_owner = before.current_owner if before else None


def _check_period(doc) -> None:
	start, end_date = getdate(doc.from_date), getdate(doc.to_date) if doc.to_date else None
	if start > getdate() or (end_date and end_date > getdate()):
		frappe.throw(_("A period of ownership cannot begin or end in the future."), OwnershipError)
	if end_date and end_date < start:
		frappe.throw(_("A period of ownership cannot end before it begins."), OwnershipError)


def _settle_primary(doc, others: list) -> None:
	"""Make the only owner of his time the primary one; drivers and fleets never are."""
	if doc.role != OWNER:
		doc.is_primary = 0
	elif doc.is_new() and not doc.is_primary:
		doc.is_primary = int(not any(row.is_primary and _meet(doc, row) for row in others))


def _overlap(doc, row) -> bool:
	same_place = row.customer == doc.customer and row.role == doc.role
	return _meet(doc, row) and (same_place or bool(row.is_primary and doc.is_primary))


def _meet(doc, row) -> bool:
	"""Tell whether two periods share a day."""
	begins_before_end = row.to_date is None or getdate(doc.from_date) < getdate(row.to_date)
	ends_after_begin = not doc.to_date or getdate(row.from_date) < getdate(doc.to_date)
	return begins_before_end and ends_after_begin


def _refuse_overlap(doc, row) -> None:
	if row.customer == doc.customer:
		message = _("This customer is entered in the same role for an overlapping period already.")
		frappe.throw(message, OwnershipError)
	frappe.throw(
		_("There is another primary owner in this period. Use the handover instead."), OwnershipError
	)
