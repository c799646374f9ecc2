"""Roles of the app and their rights on the DocTypes of Frappe and ERPNext.

Rights on the app's own DocTypes stand in the DocTypes. Those on others' are Custom DocPerm rows: Frappe then ignores
the standard rows of that DocType, so they are copied first, as the Role Permission Manager does it.
"""

import frappe
from frappe.permissions import rights, setup_custom_perms

from workshop_crm.labels import mark as _

MANAGER = _("Workshop Manager")
ADVISOR = _("Workshop Advisor")
TECHNICIAN = _("Workshop Technician")
MARKETING = _("Workshop Marketing")
AUDITOR = _("Workshop Auditor")
ROLES = (MANAGER, ADVISOR, TECHNICIAN, MARKETING, AUDITOR)

# A right is a letter; "s" finds a record in a link field without opening it, "p" prints and mails.
LETTERS = {
	"s": ("select",),
	"r": ("read", "report"),
	"w": ("write",),
	"c": ("create",),
	"p": ("print", "email"),
	"x": ("export",),
}
PERSONS = {MANAGER: "srwcpx", ADVISOR: "srwcp", TECHNICIAN: "sr", MARKETING: "sr", AUDITOR: "srpx"}
SALES = {MANAGER: "srp", ADVISOR: "srp", AUDITOR: "srpx"}
PROJECTS = {MANAGER: "srwcpx", ADVISOR: "srwcp", AUDITOR: "srpx"}
CLAIMS = {MANAGER: "srwcpx", ADVISOR: "srwcp", TECHNICIAN: "sr", AUDITOR: "srpx"}
SERIAL_NUMBERS = {MANAGER: "sr", ADVISOR: "sr", TECHNICIAN: "sr", AUDITOR: "srx"}
PAYMENTS = {MANAGER: "srp", AUDITOR: "srpx"}
CHOSEN_IN_FORMS = {MANAGER: "s", ADVISOR: "s"}
CHOSEN_IN_FILTERS = {MANAGER: "s", ADVISOR: "s", TECHNICIAN: "s", MARKETING: "s", AUDITOR: "s"}

RIGHTS = {
	"Customer": PERSONS,
	"Contact": PERSONS,
	"Address": PERSONS,
	"Sales Invoice": SALES,
	"Sales Order": SALES,
	"Quotation": SALES,
	"Issue": SALES,
	"Project": PROJECTS,
	"Warranty Claim": CLAIMS,
	"Serial No": SERIAL_NUMBERS,
	"Payment Entry": PAYMENTS,
	"Company": CHOSEN_IN_FILTERS,
	"Customer Group": CHOSEN_IN_FILTERS,
	"Territory": CHOSEN_IN_FILTERS,
	"Currency": CHOSEN_IN_FORMS,
	"Industry Type": CHOSEN_IN_FORMS,
	"Market Segment": CHOSEN_IN_FORMS,
	"Mode of Payment": CHOSEN_IN_FORMS,
	"Price List": CHOSEN_IN_FORMS,
	"Tax Category": CHOSEN_IN_FORMS,
	"Employee": {MANAGER: "s"},
}


def create_roles() -> None:
	"""Create the roles that are missing."""
	for role in ROLES:
		if not frappe.db.exists("Role", role):
			frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 1}).insert(
				ignore_permissions=True
			)


def grant_rights() -> None:
	"""Grant the rights on DocTypes where none of the roles has any yet.

	Where one has, an administrator may have changed them since, and they are left alone.
	"""
	for doctype, by_role in RIGHTS.items():
		if not frappe.db.exists("Custom DocPerm", {"parent": doctype, "role": ("in", ROLES)}):
			setup_custom_perms(doctype)
			for role, letters in by_role.items():
				_grant(doctype, role, letters)
			frappe.clear_cache(doctype=doctype)


def withdraw_rights() -> None:
	"""Take all rights of the roles away; a DocType left with its standard rights gets these back as standard."""
	granted = frappe.get_all("Custom DocPerm", filters={"role": ("in", ROLES)}, pluck="parent", distinct=True)
	for doctype in granted:
		frappe.db.delete("Custom DocPerm", {"parent": doctype, "role": ("in", ROLES)})
		if _rules("Custom DocPerm", doctype) == _rules("DocPerm", doctype):
			frappe.db.delete("Custom DocPerm", {"parent": doctype})
		frappe.clear_cache(doctype=doctype)


def remove_roles() -> None:
	"""Delete the roles and every place where they were given to somebody."""
	frappe.db.delete("Has Role", {"role": ("in", ROLES)})
	for role in ROLES:
		frappe.delete_doc("Role", role, ignore_missing=True, force=True)


def granted_rights(letters: str) -> dict[str, int]:
	"""Return each right of Frappe with 1 or 0, as the `letters` grant it."""
	granted = {right for letter in letters for right in LETTERS[letter]}
	return {right: int(right in granted) for right in rights}


def _grant(doctype: str, role: str, letters: str) -> None:
	rule = {
		"doctype": "Custom DocPerm",
		"parent": doctype,
		"parenttype": "DocType",
		"parentfield": "permissions",
	}
	frappe.get_doc({**rule, "role": role, "permlevel": 0, **granted_rights(letters)}).insert(
		ignore_permissions=True
	)


def _rules(permission_doctype: str, doctype: str) -> set[tuple]:
	"""Return the rules of a DocType as comparable tuples."""
	fields = ["role", "permlevel", "if_owner", *(f"`{right}`" for right in rights)]
	rows = frappe.get_all(permission_doctype, filters={"parent": doctype}, fields=fields, as_list=True)
	return {tuple(value or 0 for value in row) for row in rows}
