"""The marks "verified" on the rows of a Contact: always computed from the records, never believed."""

import frappe

from workshop_crm.customer_management.profile.contacts import contact_details, customers_of
from workshop_crm.customer_management.profile.keys import contact_names
from workshop_crm.customer_management.profile.verification import records

ROWS = {
	records.PHONE: ("Contact Phone", "phone", "phone_verified"),
	records.EMAIL: ("Contact Email", "email_id", "email_verified"),
}
TABLES = {records.PHONE: "phone_nos", records.EMAIL: "email_ids"}


def show_on_contacts(customer: str, kind: str, value: str) -> None:
	"""Mark the rows of the customer's Contacts that hold the verified value."""
	doctype, field, mark = ROWS[kind]
	parents = {"parenttype": "Contact", "parent": ("in", contact_names(customer))}
	for name in frappe.get_all(doctype, filters={field: value, **parents}, pluck="name"):
		frappe.db.set_value(doctype, name, mark, 1, update_modified=False)


def mark_rows(contact) -> None:
	"""Set the marks of a Contact document's rows as the records of its customers say."""
	owners = customers_of(contact)
	known = set() if contact.is_new() or not owners else records.verified_values(owners, tuple(ROWS))
	for kind, (_doctype, field, mark) in ROWS.items():
		for row in contact.get(TABLES[kind]):
			row.set(mark, int((kind, row.get(field)) in known))


def expire_removed(contact) -> None:
	"""Expire the records of phones and e-mails that no longer stand on any Contact of their customers."""
	before = contact.get_doc_before_save()
	if contact.is_new() or before is None:
		return
	for customer in {*customers_of(contact), *customers_of(before)}:
		details = contact_details(customer)
		records.expire_all_but(customer, records.PHONE, {row["number"] for row in details["phones"]})
		records.expire_all_but(customer, records.EMAIL, {row["address"] for row in details["emails"]})
