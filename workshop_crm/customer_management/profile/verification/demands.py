"""What a division demands before it delivers, or sells above an amount."""

import frappe
from frappe import _
from frappe.utils import flt

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.verification import records
from workshop_crm.exceptions import VerificationDemandedError


def check_sale(doc) -> None:
	"""Refuse a sale or delivery without the verification that its division demands; returns are always taken back.

	Raises VerificationDemandedError naming the address, or the amount from which identity is demanded.
	"""
	# A consolidated invoice only sums up sales of the till that were checked one by one.
	if not (doc.customer and doc.company) or doc.get("is_return") or doc.get("is_consolidated"):
		return
	settings = settings_for(doc.company)
	if settings.demand_verified_address and _delivers(doc):
		_require_address(doc)
	most = flt(settings.identity_demanded_above)
	if most and flt(doc.get("base_grand_total")) > most:
		_require_identity(doc, most)


def _delivers(doc) -> bool:
	return doc.doctype == "Delivery Note" or bool(
		doc.get("update_stock") and doc.get("shipping_address_name")
	)


def _require_address(doc) -> None:
	address = doc.get("shipping_address_name") or doc.get("customer_address")
	if not address:
		message = _("{0} delivers to a verified address only. Please choose the delivery address.")
		frappe.throw(message.format(doc.company), VerificationDemandedError)
	if frappe.db.get_value("Address", address, "verification_status") != records.VERIFIED:
		message = _("{0} delivers to a verified address only. Please verify the address {1} first.")
		frappe.throw(message.format(doc.company, address), VerificationDemandedError)


def _require_identity(doc, most: float) -> None:
	if records.is_verified(doc.customer, records.IDENTITY):
		return
	shown = frappe.utils.fmt_money(
		most, currency=frappe.get_cached_value("Company", doc.company, "default_currency")
	)
	message = _("{0} sells for more than {1} only after an identity document of the customer was verified.")
	frappe.throw(message.format(doc.company, shown), VerificationDemandedError)
