"""The rules of the Customer's own fields, each a step of `doc_events.check_customer`."""

from types import SimpleNamespace

import frappe
from frappe import _
from frappe.utils import get_time, getdate, now

from workshop_crm.customer_management.profile.customer_names import PARTS, complete_names
from workshop_crm.customer_management.profile.phones import require_phone
from workshop_crm.customer_management.profile.referral import refuse_loop
from workshop_crm.exceptions import AlreadyLinkedError, CustomerError

# ERPNext knows Company, Individual and Partnership; ours are finer.
CUSTOMER_TYPES = {
	"Individual": "Individual",
	"Employee": "Individual",
	"User": "Individual",
	"Business": "Company",
	"Government": "Company",
	"NGO": "Company",
}
# Whom the app keeps in it, employees.py says.
EMPLOYEES = "Employees"
# The leaf groups that ERPNext's own set-up brings along.
CUSTOMER_GROUPS = {"Business": "Commercial", "Government": "Government", "NGO": "Non Profit"}
OWN_LINKS = {"linked_user": "User", "linked_employee": "Employee"}
# Written by lifecycle/ alone, past the document.
COMPUTED_FIELDS = ("lifecycle_stage", "value_band", "frequency_band", "service_kind", "area", "is_vip")
NAME_FIELDS = ("customer_name", "customer_name_ar", *PARTS, *(f"{part}_ar" for part in PARTS))


def keep_computed(doc, fields: tuple[str, ...] = COMPUTED_FIELDS) -> None:
	"""Leave computed fields as they are stored, whatever a form that was opened earlier, or a caller, sends.

	A new document has none yet.
	"""
	before = doc.get_doc_before_save()
	for fieldname in fields:
		doc.set(fieldname, before.get(fieldname) if before else None)


def fill_names(doc) -> None:
	"""Fill empty name fields from the others; what was typed stays."""
	source = SimpleNamespace(
		is_person=doc.customer_type == "Individual", **{f: doc.get(f) for f in NAME_FIELDS}
	)
	for fieldname, value in complete_names(source).items():
		if value and not doc.get(fieldname):
			doc.set(fieldname, value)


def follow_identity_type(doc) -> None:
	"""Keep ERPNext's `customer_type` and our finer `identity_type` in agreement; the one just changed wins."""
	before = doc.get_doc_before_save()
	matching = CUSTOMER_TYPES.get(doc.identity_type) == doc.customer_type
	type_was_changed = before is not None and before.customer_type != doc.customer_type
	if not doc.identity_type or (type_was_changed and not matching):
		doc.identity_type = "Individual" if doc.customer_type == "Individual" else "Business"
	elif doc.identity_type in CUSTOMER_TYPES:
		doc.customer_type = CUSTOMER_TYPES[doc.identity_type]


def check_emergency_phone(doc) -> None:
	"""Store the emergency phone in E.164 and refuse a birth date in the future."""
	if doc.emergency_contact_phone:
		doc.emergency_contact_phone = require_phone(doc.emergency_contact_phone).e164
	if doc.date_of_birth and getdate(doc.date_of_birth) > getdate():
		frappe.throw(_("The date of birth lies in the future."), CustomerError)


def check_blacklist(doc) -> None:
	"""Demand the reason of a blacklisting."""
	if doc.is_blacklisted and not doc.blacklist_reason:
		frappe.throw(_("Please write why the customer is blacklisted."), frappe.MandatoryError)


def check_referrer(doc) -> None:
	"""Refuse a customer who brought himself, at once or through others."""
	before = doc.get_doc_before_save()
	if doc.referred_by_customer and doc.referred_by_customer != (before and before.referred_by_customer):
		refuse_loop(doc.name, doc.referred_by_customer)


def check_links(doc) -> None:
	"""Refuse a User or Employee who belongs to another customer (AlreadyLinkedError)."""
	for fieldname, doctype in OWN_LINKS.items():
		linked = doc.get(fieldname)
		if not linked:
			continue
		holder = frappe.db.get_value("Customer", {fieldname: linked, "name": ("!=", doc.name or "")})
		if holder:
			message = _("{0} {1} already belongs to customer {2}.")
			frappe.throw(message.format(_(doctype), linked, holder), AlreadyLinkedError)


def note_disabling(doc) -> None:
	"""Keep who disabled the customer and when; enabling clears both and the reason."""
	before = doc.get_doc_before_save()
	if bool(doc.disabled) == bool(before.disabled if before else 0):
		return
	doc.disabled_by = frappe.session.user if doc.disabled else None
	doc.disabled_on = now() if doc.disabled else None
	if not doc.disabled:
		doc.disabled_reason = None


def default_customer_group(identity_type: str) -> str | None:
	"""Return a customer group that takes customers: ERPNext refuses those that only hold other groups.

	The site's default comes second, as the set-up wizard leaves there the root of all groups.
	"""
	usual = CUSTOMER_GROUPS.get(identity_type, "Individual")
	chosen = frappe.db.get_single_value("Selling Settings", "customer_group")
	for group in filter(None, (usual, chosen)):
		if frappe.db.get_value("Customer Group", group, "is_group", cache=True) == 0:
			return group
	return frappe.db.get_value("Customer Group", {"is_group": 0, "name": ("!=", EMPLOYEES)}, cache=True)


def drop_empty_contact_span(customer) -> None:
	"""Empty a best time to contact that begins and ends in the same minute.

	Frappe fills every Time field of a new document with the time of its making; that is nobody's wish.
	"""
	start, end = customer.best_contact_from, customer.best_contact_to
	if start and end and abs(_second_of_day(end) - _second_of_day(start)) < 60:
		customer.best_contact_from = customer.best_contact_to = None


def _second_of_day(value) -> int:
	time = get_time(value)
	return time.hour * 3600 + time.minute * 60 + time.second
