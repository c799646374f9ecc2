"""What of one customer can be verified, and how far that is: phones, e-mails, addresses, identity numbers."""

import frappe

from workshop_crm.customer_management.culture.phones import format_phone
from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.identity import DOCTYPE as IDENTITY_DOCTYPE
from workshop_crm.customer_management.profile.identity import masked_identity
from workshop_crm.customer_management.profile.verification import records
from workshop_crm.customer_management.profile.verification.address import COORDINATES
from workshop_crm.customer_management.profile.verification.identity import may_decide, shown_value
from workshop_crm.customer_management.profile.verification.phone import CHANNELS

RECORD_FIELDS = ["kind", "value", "status", "method", "verified_by", "verified_on", "notes"]
ADDRESS_FIELDS = (
	"name",
	"address_title",
	"address_line1",
	"address_line2",
	"city",
	"state",
	"country",
	*COORDINATES,
)


def verification_sheet(customer: str) -> dict:
	"""Return `phones`, `emails`, `addresses`, `identity`, `channels` and `may` of a customer.

	Each row has `value`, by which the calls name it, `shown` for people, `status` (Pending, Verified, Rejected, Expired,
	or empty where nobody began), `method`, `verified_by`, `verified_by_name`, `verified_on` and `notes`. `channels` are
	those by which codes for phones can leave, none without a deliverer. Raises frappe.PermissionError.
	"""
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("read")
	frappe.has_permission(records.DOCTYPE, "read", throw=True)
	known = _records(customer)
	details = contact_details(customer)
	return {
		"phones": [_phone(row, known) for row in details["phones"]],
		"emails": [_row(known, records.EMAIL, row["address"], row["address"]) for row in details["emails"]],
		"addresses": [_address(row, known) for row in _addresses(customer)],
		"identity": _identity(customer, known),
		"channels": list(CHANNELS) if frappe.get_hooks("deliver_code") else [],
		"may": {
			"contact": bool(doc.has_permission("write")),
			"address": bool(frappe.has_permission("Address", "write")),
			"identity": bool(doc.has_permission("write")) and may_decide(),
		},
	}


def _records(customer: str) -> dict[tuple[str, str], dict]:
	rows = frappe.get_all(
		records.DOCTYPE, filters={"customer": customer}, fields=RECORD_FIELDS, order_by="modified asc"
	)
	users = {"name": ("in", list({row.verified_by for row in rows if row.verified_by} or {""}))}
	names = dict(frappe.get_all("User", filters=users, fields=["name", "full_name"], as_list=True))
	return {(row.kind, row.value): {**row, "verified_by_name": names.get(row.verified_by)} for row in rows}


def _row(known: dict, kind: str, value: str, shown: str, **more) -> dict:
	record = known.get((kind, value)) or {}
	found = {
		field: record.get(field)
		for field in ("method", "verified_by", "verified_by_name", "verified_on", "notes")
	}
	return {"value": value, "shown": shown, "status": record.get("status") or "", **found, **more}


def _phone(row: dict, known: dict) -> dict:
	return _row(known, records.PHONE, row["number"], format_phone(row["number"]), type=row["type"])


def _addresses(customer: str) -> list:
	"""Return the addresses in use of one customer, whom the caller may read."""
	address, owner = frappe.qb.DocType("Address"), frappe.qb.DocType("Dynamic Link")
	tied = (
		(owner.parent == address.name) & (owner.parenttype == "Address") & (owner.link_doctype == "Customer")
	)
	query = frappe.qb.from_(address).join(owner).on(tied)
	query = query.select(*(address[field] for field in ADDRESS_FIELDS), address.verification_status)
	query = query.where((owner.link_name == customer) & (address.disabled == 0))
	return query.orderby(address.creation, address.name).run(as_dict=True)


def _address(row: dict, known: dict) -> dict:
	lines = (row.address_line1, row.address_line2, row.city, row.state, row.country)
	shown = ", ".join(line for line in lines if line)
	place = {field: row[field] or None for field in COORDINATES}
	found = _row(known, records.ADDRESS, row.name, shown, title=row.address_title, **place)
	# The Address itself says what counts: another customer of it may have been the one visited.
	return {**found, "status": row.verification_status or records.PENDING}


def _identity(customer: str, known: dict) -> list[dict]:
	if not frappe.has_permission(IDENTITY_DOCTYPE, "read"):
		return []
	labels = frappe.get_meta(IDENTITY_DOCTYPE)
	return [
		_row(
			known,
			records.IDENTITY,
			shown_value(kind, masked),
			masked,
			number_kind=kind,
			label=labels.get_label(kind),
		)
		for kind, masked in masked_identity(customer).items()
	]
