"""Oman's governorates and wilayats as Territories: created once, where the site has none of that name."""

import frappe

from workshop_crm.customer_management.culture.wilayats import wilayats

DOCTYPE, COUNTRY = "Territory", "Oman"
# Kept as a default of the site: what its people rename or delete afterwards does not come back.
CREATED = "workshop_crm_territories_created"


def create_territories() -> None:
	"""Create the tree once; a site without a root, as before ERPNext's setup wizard, is served by a later migrate."""
	root = frappe.db.get_value(DOCTYPE, {"is_group": 1, "parent_territory": ("is", "not set")}, "name")
	if not root or frappe.db.get_default(CREATED):
		return
	_make_country(root)
	for wilayat in wilayats():
		_make(wilayat.governorate_title, COUNTRY, is_group=1)
		_make(wilayat.name, wilayat.governorate_title)
	frappe.db.set_default(CREATED, 1)


def forget_territories() -> None:
	"""Let a later installation look again; the Territories stay, as customers and documents name them."""
	frappe.db.delete("DefaultValue", {"parent": "__default", "defkey": CREATED})
	frappe.clear_cache()


def _make_country(root: str) -> None:
	"""ERPNext's wizard makes the country a leaf, which takes nothing below it."""
	if not frappe.db.exists(DOCTYPE, COUNTRY):
		_make(COUNTRY, root, is_group=1)
	elif not frappe.db.get_value(DOCTYPE, COUNTRY, "is_group"):
		country = frappe.get_doc(DOCTYPE, COUNTRY)
		country.is_group = 1
		country.save(ignore_permissions=True)


def _make(name: str, parent: str, is_group: int = 0) -> None:
	if frappe.db.exists(DOCTYPE, name):
		return
	values = {"territory_name": name, "parent_territory": parent, "is_group": is_group}
	frappe.get_doc({"doctype": DOCTYPE, **values}).insert(ignore_permissions=True)
