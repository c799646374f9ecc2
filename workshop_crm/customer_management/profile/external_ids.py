"""Customers as other systems know them: the same call twice leaves the same customer once."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.contact_changes import add_phone, set_email
from workshop_crm.customer_management.profile.contacts import MOBILE, contact_details
from workshop_crm.customer_management.profile.directory import CHANGEABLE_FIELDS, update_customer
from workshop_crm.customer_management.profile.phones import require_phone
from workshop_crm.customer_management.profile.registration import register, registration_from

DOCTYPE = "Customer External ID"


def upsert_customer(
	source: str, external_id: str, values: dict, link_to: str | None = None
) -> tuple[str, bool]:
	"""Change the customer whom `source` knows as `external_id`, or register him; returns (name, was registered).

	`values` are fields of a registration; those left out stay as they are. `link_to` names a customer on file
	who is to bear the number from now on. Raises frappe.MandatoryError, frappe.PermissionError, and what
	`register()` raises: a phone held by somebody else is refused, not taken over.
	"""
	source, external_id = _required(source, _("System")), _required(external_id, _("Number in That System"))
	holder = customer_known_as(source, external_id)
	if holder or link_to:
		customer = _changed(holder or link_to, values)
	else:
		customer = register(registration_from({"source": "API", **values})).name
	if not holder:
		_remember(customer, source, external_id)
	return customer, not (holder or link_to)


def customer_known_as(source: str, external_id: str) -> str | None:
	"""Return the customer who bears this number of that system, or None. A merge hands numbers over."""
	return frappe.db.get_value(DOCTYPE, {"source": source, "external_id": external_id}, "customer")


def external_ids_of(customer: str) -> list[dict]:
	"""Return the numbers of one customer: source, external_id."""
	fields = ["source", "external_id"]
	return frappe.get_all(
		DOCTYPE, filters={"customer": customer}, fields=fields, order_by="source, external_id"
	)


def _required(text: str, label: str) -> str:
	if not (text or "").strip():
		frappe.throw(_("{0} is demanded.").format(label), frappe.MandatoryError)
	return text.strip()


def _changed(customer: str, values: dict) -> str:
	"""Write what differs; a call that brings nothing new changes no row."""
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("write")
	given = {field: values[field] for field in CHANGEABLE_FIELDS if values.get(field)}
	changes = {field: value for field, value in given.items() if str(doc.get(field) or "") != str(value)}
	if changes:
		update_customer(customer, changes)
	_change_contact(customer, values)
	return customer


def _change_contact(customer: str, values: dict) -> None:
	on_file = contact_details(customer)
	if values.get("phone"):
		phone = require_phone(values["phone"]).e164
		if phone not in [row["number"] for row in on_file["phones"]]:
			add_phone(customer, phone, MOBILE, is_primary=True)
	if values.get("email"):
		email = values["email"].strip().lower()
		if email not in [row["address"] for row in on_file["emails"]]:
			set_email(customer, email)


def _remember(customer: str, source: str, external_id: str) -> None:
	row = {"customer": customer, "source": source, "external_id": external_id}
	frappe.get_doc({"doctype": DOCTYPE, **row}).insert(ignore_permissions=True)
