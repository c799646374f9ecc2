"""The records of verification: one per customer, kind and value, written by this package only."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from workshop_crm.exceptions import CustomerError

DOCTYPE = "Customer Verification"
PHONE, EMAIL, ADDRESS, IDENTITY = "Phone", "Email", "Address", "Identity Document"
PENDING, VERIFIED, REJECTED, EXPIRED = "Pending", "Verified", "Rejected", "Expired"
SHOWN_FIELDS = ["name", "kind", "value", "status", "method", "verified_by", "verified_on", "notes"]


def record_of(customer: str, kind: str, value: str):
	"""Return the Customer Verification of this value, a new unsaved one where there is none."""
	name = frappe.db.get_value(DOCTYPE, {"customer": customer, "kind": kind, "value": value})
	if name:
		return frappe.get_doc(DOCTYPE, name)
	return frappe.new_doc(DOCTYPE, customer=customer, kind=kind, value=value)


def store(record, **values):
	"""Save the record with `values`; nobody has the right to write one, so the caller has checked his own."""
	record.update(values)
	return record.save(ignore_permissions=True)


def decide(record, status: str, method: str, notes: str | None = None, by: str | None = None):
	"""Write who found what, and when; `by` stays empty where the customer confirmed it himself."""
	decided = {"status": status, "method": method, "notes": notes, "verified_by": by}
	return store(record, **decided, verified_on=now_datetime(), token_hash=None, expires_on=None)


def is_verified(customer: str, kind: str, value: str | None = None) -> bool:
	"""Tell whether this value, or with None any value of the kind, is verified."""
	filters = {"customer": customer, "kind": kind, "status": VERIFIED}
	if value is not None:
		filters["value"] = value
	return bool(frappe.db.exists(DOCTYPE, filters))


def verified_values(customers: list[str], kinds: tuple[str, ...]) -> set[tuple[str, str]]:
	"""Return (kind, value) of all that is verified for any of `customers`."""
	filters = {"customer": ("in", customers), "kind": ("in", kinds), "status": VERIFIED}
	return set(frappe.get_all(DOCTYPE, filters=filters, fields=["kind", "value"], as_list=True))


def expire_all_but(customer: str, kind: str, values: set[str]) -> None:
	"""Expire what was verified or is being verified and is no longer among the customer's `values`."""
	live = {"customer": customer, "kind": kind, "status": ("in", (PENDING, VERIFIED))}
	for row in frappe.get_all(DOCTYPE, filters=live, fields=["name", "value"]):
		if row.value not in values:
			record = frappe.get_doc(DOCTYPE, row.name)
			store(record, status=EXPIRED, token_hash=None, expires_on=None)


def visible_records(customer: str) -> list[dict]:
	"""Return the records of a customer that the session's user may read, newest first."""
	if not frappe.has_permission(DOCTYPE, "read"):
		return []
	return frappe.get_list(
		DOCTYPE, filters={"customer": customer}, fields=SHOWN_FIELDS, order_by="modified desc", limit=100
	)


def writable_customer(customer: str):
	"""Return the Customer document; raises frappe.PermissionError unless the user may change it."""
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("write")
	return doc


def refuse_verified(customer: str, kind: str, value: str) -> None:
	"""Raise CustomerError where there is nothing left to verify."""
	if is_verified(customer, kind, value):
		frappe.throw(_("{0} is verified already.").format(value), CustomerError)
