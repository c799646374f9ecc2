"""Warranties of customers over HTTP: what is covered, until when, and claims on it."""

import frappe
from frappe import _

from workshop_crm.api.arguments import page_of
from workshop_crm.customer_management.profile.vehicles.ownership import Item
from workshop_crm.customer_management.profile.warranties import claims as warranty_claims
from workshop_crm.customer_management.profile.warranties.claims import THING_FIELDS


@frappe.whitelist(methods=["POST"])
def claim(
	customer: str,
	company: str,
	doctype: str,
	name: str,
	complaint: str,
	on: str | None = None,
	reason: str = "",
) -> dict:
	"""Make a Warranty Claim on a Customer Vehicle, Customer Device or Serial No (`doctype`, `name`) of the customer.

	`on` is the day of the complaint (default today), `reason` a manager's for taking it without warranty. Returns name,
	covered_until. Raises WarrantyError, FeatureSwitchedOffError, DivisionAccessError, MandatoryError, PermissionError.
	"""
	frappe.has_permission(warranty_claims.DOCTYPE, "create", throw=True)
	if doctype not in THING_FIELDS.values():
		frappe.throw(_("{0} has no warranty.").format(doctype))
	thing = Item(doctype, name)
	made = warranty_claims.make_claim(thing, customer, company, complaint, on, reason)
	return {"name": made.name, "covered_until": made.warranty_expiry_date}


@frappe.whitelist(methods=["GET", "POST"])
def claims(customer: str, company: str, limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""The claims that a customer made with a division, newest first: `rows`, has_more, next_start. Never those of others.

	Raises FeatureSwitchedOffError, DivisionAccessError, PermissionError, ValidationError for a longer page.
	"""
	return warranty_claims.claims_of(customer, company, *page_of(limit_start, limit_page_length))


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str, company: str) -> dict:
	"""What is under warranty for a customer with a division, soonest ending first, what has ended last.

	`rows` have doctype, name, item, serial, until (as recorded), vip_months, lasts_until, days_left, state, open_claims,
	is_owner; beside them vip_months, may_see_claims, may_claim, may_override. Raises FeatureSwitchedOffError,
	DivisionAccessError, PermissionError.
	"""
	return warranty_claims.warranties_of(customer, company)
