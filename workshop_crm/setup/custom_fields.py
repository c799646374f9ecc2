"""Custom fields of every capability: gathered, created, removed from one list."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields

from workshop_crm.customer_management.profile import custom_fields as profile
from workshop_crm.customer_management.profile.takeaway import custom_fields as takeaway

MODULE = "Customer Management"
CAPABILITIES = (profile, takeaway)


def all_custom_fields() -> dict[str, list[dict]]:
	"""Return DocType -> list of Custom Field dicts over all capabilities, each marked with the app's module."""
	gathered: dict[str, list[dict]] = {}
	for capability in CAPABILITIES:
		for doctype, fields in capability.CUSTOM_FIELDS.items():
			gathered.setdefault(doctype, []).extend({**field, "module": MODULE} for field in fields)
	return gathered


def create_fields() -> None:
	"""Create the fields that are missing and bring the others up to date; a second call changes nothing."""
	create_custom_fields(all_custom_fields())


def remove_fields() -> None:
	"""Delete the fields again. Their database columns stay, as Frappe never drops a column."""
	for doctype, fields in all_custom_fields().items():
		names = frappe.get_all(
			"Custom Field",
			filters={"dt": doctype, "fieldname": ("in", [field["fieldname"] for field in fields])},
			pluck="name",
		)
		for name in names:
			frappe.delete_doc("Custom Field", name, ignore_missing=True, force=True)
		frappe.clear_cache(doctype=doctype)
