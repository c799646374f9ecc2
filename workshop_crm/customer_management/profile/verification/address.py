"""Verifying addresses: staff look at them one by one or many at once; a change undoes the verification.

Status and verifier stand on ERPNext's Address and are written here only: what a form or the API sends for them
is replaced by what is stored.
"""

import frappe
from frappe import _
from frappe.utils import flt, now_datetime

from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.customer_management.profile.verification import records
from workshop_crm.exceptions import CustomerError

MOST_AT_ONCE = 100
PLACE_FIELDS = ("address_line1", "address_line2", "city", "county", "state", "pincode", "country")
COORDINATES = {"latitude": 90, "longitude": 180}
DECISION_FIELDS = ("verification_status", "verified_by", "verified_on")
DECISIONS = (records.VERIFIED, records.REJECTED, records.PENDING)
LIST_FIELDS = ("name", "address_line1", "address_line2", "city", "state", "country", *COORDINATES)


def decide(
	address: str,
	status: str,
	notes: str | None = None,
	latitude: float | None = None,
	longitude: float | None = None,
):
	"""Write whether the address is real, with its GPS coordinates in degrees; returns the Address.

	Raises CustomerError for an unknown status, for coordinates off the globe and where no customer has the address,
	frappe.MandatoryError for a rejection without its reason, frappe.PermissionError.
	"""
	staff_only("write")
	if status not in DECISIONS:
		frappe.throw(_("{0} is not a status of an address.").format(status), CustomerError)
	if status == records.REJECTED and not (notes or "").strip():
		frappe.throw(_("Please say why the address is rejected."), frappe.MandatoryError)
	doc = frappe.get_doc("Address", address)
	doc.check_permission("write")
	customers = customers_of_address(doc)
	if not customers:
		frappe.throw(_("No customer has the address {0}.").format(address), CustomerError)
	_write(doc, status, latitude, longitude)
	for customer in customers:
		record = records.record_of(customer, records.ADDRESS, doc.name)
		records.decide(record, status, _("Checked by Staff"), notes, frappe.session.user)
	return doc


def staff_only(right: str) -> None:
	"""Raise frappe.PermissionError unless the user is of the staff and has `right` on addresses."""
	# Customers hold rights on Address as well; on the records of verification only staff do.
	frappe.has_permission(records.DOCTYPE, "read", throw=True)
	frappe.has_permission("Address", right, throw=True)


def decide_many(addresses: list[str], status: str, notes: str | None = None) -> dict[str, list]:
	"""Decide up to 100 addresses; one that is refused does not hold up the others.

	Returns `decided`, names, and `refused`, dicts of `address` and `reason`. Raises CustomerError for more than 100,
	frappe.PermissionError.
	"""
	if len(addresses) > MOST_AT_ONCE:
		frappe.throw(_("At most {0} addresses can be decided at once.").format(MOST_AT_ONCE), CustomerError)
	staff_only("write")
	outcome: dict[str, list] = {"decided": [], "refused": []}
	for name in dict.fromkeys(addresses):
		reason = _refusal_of(name, status, notes)
		if reason is None:
			outcome["decided"].append(name)
		else:
			outcome["refused"].append({"address": name, "reason": reason})
	return outcome


def pending(
	company: str | None = None, area: str | None = None, start: int = 0, limit: int = 20
) -> list[dict]:
	"""Return the undecided addresses of the customers that the user may see, oldest first.

	Each is a dict of LIST_FIELDS, `customer` and `customer_name`. With `company` those of customers with an account
	there, with `area` those of this city. Raises frappe.PermissionError.
	"""
	staff_only("read")
	address, customer = frappe.qb.DocType("Address"), frappe.qb.DocType("Customer")
	query = customer_addresses(company).join(customer).on(customer.name == owner_field())
	query = query.select(*(address[field] for field in LIST_FIELDS))
	query = query.select(owner_field().as_("customer"), customer.customer_name)
	query = query.where(undecided(address))
	if area:
		query = query.where(address.city == area)
	return query.orderby(address.creation, address.name).limit(limit).offset(start).run(as_dict=True)


def owner_field():
	"""Return the field that names the customer in `customer_addresses`."""
	return frappe.qb.DocType("Dynamic Link").as_("owner_link").link_name


def undecided(address):
	"""Return the condition for addresses that nobody decided yet, also those from before the fields were there."""
	status = address.verification_status
	return status.isnull() | status.isin(["", records.PENDING])


def customer_addresses(company: str | None = None):
	"""Return a query, without fields, over the addresses in use of customers that the session's user may see."""
	address, owner = frappe.qb.DocType("Address"), frappe.qb.DocType("Dynamic Link").as_("owner_link")
	tied = (
		(owner.parent == address.name) & (owner.parenttype == "Address") & (owner.link_doctype == "Customer")
	)
	query = frappe.qb.from_(address).join(owner).on(tied).where(address.disabled == 0)
	visible = visible_customer_criterion(None, owner.link_name)
	if visible is not None:
		query = query.where(visible)
	if company:
		account = frappe.qb.DocType("Customer Division Account")
		with_account = frappe.qb.from_(account).select(account.customer).where(account.company == company)
		query = query.where(owner.link_name.isin(with_account))
	return query


def customers_of_address(doc) -> list[str]:
	"""Return the customers an Address document is linked to."""
	return [row.link_name for row in doc.get("links") or [] if row.link_doctype == "Customer"]


def keep_decision(doc) -> None:
	"""Keep status and verifier as they are stored, and undo them when the place changed; used on saving.

	Raises CustomerError for coordinates off the globe.
	"""
	_check_coordinates(doc)
	if doc.flags.verification_decided:
		return
	before = doc.get_doc_before_save()
	stored = {field: before.get(field) if before else None for field in DECISION_FIELDS}
	if not stored["verification_status"] or _moved(doc, before):
		stored = {"verification_status": records.PENDING, "verified_by": None, "verified_on": None}
	doc.update(stored)


def expire_changed(doc) -> None:
	"""Expire the records of an Address that is no longer verified; used after saving."""
	before = doc.get_doc_before_save()
	if (
		before is None
		or doc.flags.verification_decided
		or before.verification_status == doc.verification_status
	):
		return
	for customer in customers_of_address(before):
		record = records.record_of(customer, records.ADDRESS, doc.name)
		if not record.is_new():
			records.store(record, status=records.EXPIRED)


def _moved(doc, before) -> bool:
	texts = any((doc.get(field) or "") != (before.get(field) or "") for field in PLACE_FIELDS)
	return texts or any(flt(doc.get(field), 6) != flt(before.get(field), 6) for field in COORDINATES)


def _check_coordinates(doc) -> None:
	for field, most in COORDINATES.items():
		if abs(flt(doc.get(field))) > most:
			label = _(frappe.get_meta("Address").get_label(field))
			frappe.throw(_("{0} must lie between -{1} and {1} degrees.").format(label, most), CustomerError)


def _write(doc, status: str, latitude: float | None, longitude: float | None) -> None:
	for field, value in (("latitude", latitude), ("longitude", longitude)):
		if value is not None:
			doc.set(field, value)
	decided = status != records.PENDING
	doc.verification_status = status
	doc.verified_by = frappe.session.user if decided else None
	doc.verified_on = now_datetime() if decided else None
	doc.flags.verification_decided = True
	doc.save()


def _refusal_of(name: str, status: str, notes: str | None) -> str | None:
	frappe.db.savepoint("one_address")
	try:
		decide(name, status, notes)
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		frappe.db.rollback(save_point="one_address")
		frappe.clear_last_message()
		return str(refusal) or _("You have no right to change this address.")
	return None
