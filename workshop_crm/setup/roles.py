"""Roles of the app."""

import frappe

from workshop_crm.labels import mark as _

ROLES = (
	_("Workshop Manager"),
	_("Workshop Advisor"),
	_("Workshop Technician"),
	_("Workshop Marketing"),
	_("Workshop Auditor"),
)


def create_roles() -> None:
	"""Create the roles that are missing."""
	for role in ROLES:
		if not frappe.db.exists("Role", role):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True
			)


def remove_roles() -> None:
	"""Delete the roles and every place where they were given to somebody."""
	frappe.db.delete("Has Role", {"role": ("in", ROLES)})
	for role in ROLES:
		frappe.delete_doc("Role", role, ignore_missing=True, force=True)
