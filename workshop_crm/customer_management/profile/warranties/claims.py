"""ERPNext's Warranty Claim on a vehicle, a device or a serial number of a customer: who may claim, and until when.

A claim is taken whatever the customer's standing is, as the warranty was paid for.
"""

import frappe
from frappe import _
from frappe.utils import getdate, strip_html

from workshop_crm.customer_management.culture.dates import format_date
from workshop_crm.customer_management.profile.division_settings import feature_enabled, require_feature
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, VEHICLE, Item
from workshop_crm.customer_management.profile.vehicles.ownership import DOCTYPE as OWNERSHIP
from workshop_crm.customer_management.profile.visible_records import readable, require_feature_for
from workshop_crm.customer_management.profile.warranties.cover import OUT_OF_WARRANTY, UNDER_WARRANTY, Cover
from workshop_crm.customer_management.profile.warranties.things import (
	SERIAL_NO,
	cover_of,
	has_service_contract,
	is_owner,
	things_with_warranty,
	vip_months,
)
from workshop_crm.exceptions import WarrantyError

DOCTYPE = "Warranty Claim"
FEATURE = "warranties"
THING_FIELDS = {"customer_vehicle": VEHICLE, "customer_device": DEVICE, "serial_no": SERIAL_NO}
OPEN = ("Open", "Work In Progress")
# Whose claim, on what, with whom and when decides whether it is covered.
DECIDING = ("customer", "company", "complaint_date", *THING_FIELDS)
SETTLED = ("warranty_expiry_date", "warranty_amc_status", "vip_warranty_months", "expired_claim_reason")
MANAGER = "Workshop Manager"
EXCERPT = 140


def warranties_of(customer: str, company: str) -> dict:
	"""Return what is under warranty for `customer` with the division: `rows`, soonest ending first, and what the viewer may do.

	Those that are over come last. Raises FeatureSwitchedOffError, DivisionAccessError, frappe.PermissionError.
	"""
	require_feature_for(customer, company, FEATURE)
	months = vip_months(customer, company)
	counts = _open_claims(customer, company)
	rows = [_shown(thing, months, counts) for thing in things_with_warranty(customer, company)]
	rows.sort(key=lambda row: (row["days_left"] < 0, abs(row["days_left"]), row["name"]))
	return {
		"rows": rows,
		"vip_months": months,
		"may_see_claims": readable(DOCTYPE),
		"may_claim": readable(DOCTYPE) and bool(frappe.has_permission(DOCTYPE, "create")),
		"may_override": MANAGER in frappe.get_roles(),
	}


def make_claim(thing: Item, customer: str, company: str, complaint: str, on=None, reason: str = ""):
	"""Make the Warranty Claim of `customer` on `thing` and return it; `reason` is a manager's for one not covered.

	Raises WarrantyError, FeatureSwitchedOffError, DivisionAccessError, frappe.MandatoryError, frappe.PermissionError.
	"""
	require_feature_for(customer, company, FEATURE)
	claim = frappe.new_doc(DOCTYPE, customer=customer, company=company, complaint=complaint, status="Open")
	fields = {doctype: field for field, doctype in THING_FIELDS.items()}
	claim.update({fields[thing.doctype]: thing.name, "complaint_date": on or getdate()})
	claim.expired_claim_reason = reason or None
	return claim.insert()


def claims_of(customer: str, company: str, start: int = 0, limit: int = 20) -> dict:
	"""Return the claims that `customer` himself made with the division, newest first: `rows`, `has_more`, `next_start`.

	What others claimed on a thing before or after him is no part of it. Raises as `warranties_of`.
	"""
	require_feature_for(customer, company, FEATURE)
	frappe.has_permission(DOCTYPE, "read", throw=True)
	fields = ["name", "status", "complaint_date", "complaint", *THING_FIELDS, *SETTLED]
	rows = frappe.get_list(
		DOCTYPE,
		filters={"customer": customer, "company": company},
		fields=fields,
		order_by="complaint_date desc, creation desc",
		limit_start=start,
		limit_page_length=limit + 1,
	)
	titles = _titles_in_his_time(customer)
	return {
		"rows": [_shown_claim(row, titles) for row in rows[:limit]],
		"has_more": len(rows) > limit,
		"next_start": start + limit,
	}


def check_claim(doc) -> None:
	"""Refuse a claim of one who does not own the thing, or without warranty, and write how far it is covered.

	Claims on a serial number in a division without this feature, or under a maintenance contract, stay what they are in
	ERPNext. Raises WarrantyError, FeatureSwitchedOffError.
	"""
	thing = _claimed_thing(doc)
	if thing is None:
		return
	before = doc.get_doc_before_save()
	if before and all(str(doc.get(field) or "") == str(before.get(field) or "") for field in DECIDING):
		# Saving fetches the dates of the serial number anew; what was settled with the claim stands.
		doc.update({field: before.get(field) for field in SETTLED})
		return
	require_feature(doc.company, FEATURE)
	if not is_owner(thing, doc.customer):
		message = _("{0} is not the current owner of {1}. Only the owner can claim on its warranty.")
		frappe.throw(message.format(doc.customer, thing.name), WarrantyError)
	if not has_service_contract(thing, getdate(doc.complaint_date)):
		_settle(doc, cover_of(thing, doc.customer, doc.company))


def _claimed_thing(doc) -> Item | None:
	named = [field for field in ("customer_vehicle", "customer_device") if doc.get(field)]
	if len(named) > 1:
		frappe.throw(_("A claim is about one vehicle or one device, not both."), WarrantyError)
	if not named and doc.serial_no and doc.company and feature_enabled(doc.company, FEATURE):
		named = ["serial_no"]
	return Item(THING_FIELDS[named[0]], doc.get(named[0])) if named else None


def _settle(doc, cover: Cover | None) -> None:
	covered = cover is not None and cover.covers(getdate(doc.complaint_date))
	doc.warranty_expiry_date = cover.lasts_until if cover else None
	doc.vip_warranty_months = cover.vip_months if cover else 0
	doc.warranty_amc_status = UNDER_WARRANTY if covered else OUT_OF_WARRANTY
	if covered:
		doc.expired_claim_reason = None
	elif not ((doc.expired_claim_reason or "").strip() and MANAGER in frappe.get_roles()):
		_refuse_without_warranty(cover)


def _refuse_without_warranty(cover: Cover | None) -> None:
	if cover is None:
		message = _("No warranty is recorded. A Workshop Manager can take the claim with a reason.")
		frappe.throw(message, WarrantyError)
	message = _("The warranty ended on {0}. A Workshop Manager can take the claim with a reason.")
	frappe.throw(message.format(format_date(cover.lasts_until, frappe.local.lang)), WarrantyError)


def _shown(thing: dict, months: int, counts: dict) -> dict:
	cover, today = Cover(thing["until"], months), getdate()
	return {
		**thing,
		"vip_months": months,
		"lasts_until": cover.lasts_until,
		"days_left": cover.days_left(today),
		"state": cover.state(today),
		"open_claims": counts.get((thing["doctype"], thing["name"]), 0),
	}


def _open_claims(customer: str, company: str) -> dict[tuple[str, str], int]:
	"""Return (doctype, name) -> how many claims of this customer on it are open."""
	if not readable(DOCTYPE):
		return {}
	filters = {"customer": customer, "company": company, "status": ("in", OPEN)}
	counts: dict[tuple[str, str], int] = {}
	for row in frappe.get_list(DOCTYPE, filters=filters, fields=[*THING_FIELDS], limit_page_length=0):
		for thing in _things_named(row)[:1]:
			counts[thing] = counts.get(thing, 0) + 1
	return counts


def _things_named(row) -> list[tuple[str, str]]:
	return [(doctype, row.get(field)) for field, doctype in THING_FIELDS.items() if row.get(field)]


def _titles_in_his_time(customer: str) -> dict[tuple[str, str], str]:
	"""Return (doctype, name) -> title as it was while the thing was his: a new owner's plate is none of his business."""
	fields = ["item_doctype", "item", "item_title"]
	rows = frappe.get_all(
		OWNERSHIP, filters={"customer": customer}, fields=fields, order_by="from_date, creation"
	)
	return {(row.item_doctype, row.item): row.item_title for row in rows}


def _shown_claim(row, titles: dict) -> dict:
	doctype, name = next(iter(_things_named(row)), ("", ""))
	return {
		"name": row.name,
		"status": row.status,
		"on": row.complaint_date,
		"doctype": doctype,
		"thing": name,
		"title": titles.get((doctype, name)) or name,
		"complaint": strip_html(row.complaint or "")[:EXCERPT],
		"is_open": row.status in OPEN,
		"vip_months": row.vip_warranty_months or 0,
		"reason": row.expired_claim_reason or "",
	}
