"""Verifying an identity document: a manager has held it in his hand."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.identity import DOCTYPE, KINDS, masked_identity
from workshop_crm.customer_management.profile.verification import records
from workshop_crm.exceptions import CustomerError

# Identity is what large sales rest on: the fewest decide it.
DECIDERS = ("Workshop Manager", "System Manager")
DECISIONS = (records.VERIFIED, records.REJECTED)


def decide(customer: str, number_kind: str, status: str, notes: str | None = None):
	"""Write whether the document behind an identity number (key of identity.KINDS) is genuine; returns the record.

	Raises frappe.PermissionError for all but managers, CustomerError where no such number is on file or the status is
	unknown, frappe.MandatoryError for a rejection without its reason.
	"""
	_refuse_all_but_deciders()
	records.writable_customer(customer)
	if status not in DECISIONS:
		frappe.throw(_("{0} is not a status of an identity document.").format(status), CustomerError)
	if status == records.REJECTED and not (notes or "").strip():
		frappe.throw(_("Please say why the identity document is rejected."), frappe.MandatoryError)
	masked = masked_identity(customer).get(number_kind) if number_kind in KINDS else None
	if not masked:
		frappe.throw(_("No such identity number is on file for this customer."), CustomerError)
	record = records.record_of(customer, records.IDENTITY, shown_value(number_kind, masked))
	return records.decide(record, status, _("Checked by Staff"), notes, frappe.session.user)


def may_decide() -> bool:
	"""Tell whether the session's user decides what identity documents are worth: managers do."""
	return frappe.session.user == "Administrator" or bool(set(DECIDERS) & set(frappe.get_roles()))


def _refuse_all_but_deciders() -> None:
	if not may_decide():
		frappe.throw(_("Only a manager verifies identity documents."), frappe.PermissionError)


def shown_value(number_kind: str, masked: str) -> str:
	"""Return how a record names a number: its kind and its last characters."""
	return f"{frappe.get_meta(DOCTYPE).get_label(number_kind)} {masked}"


def expire_changed(identity) -> None:
	"""Expire what was verified when its number changes; used after saving a Customer Identity.

	Compared is the hash: two numbers may look alike when masked.
	"""
	before = identity.get_doc_before_save()
	if before is None:
		return
	changed = [kind for kind in KINDS if before.get(f"{kind}_hash") != identity.get(f"{kind}_hash")]
	for kind in changed:
		_expire(identity.customer, kind, before.get(f"{kind}_masked"))


def expire_erased(identity) -> None:
	"""Expire all that was verified of an identity that is deleted."""
	records.expire_all_but(identity.customer, records.IDENTITY, set())


def _expire(customer: str, number_kind: str, masked: str | None) -> None:
	if not masked:
		return
	record = records.record_of(customer, records.IDENTITY, shown_value(number_kind, masked))
	if not record.is_new():
		records.store(record, status=records.EXPIRED)
