"""Where a customer lives: the wilayat behind a city as it was typed, and the Territory of that name."""

import frappe
from frappe import _

from workshop_crm.customer_management.culture.text import fold
from workshop_crm.customer_management.culture.wilayats import find_wilayat
from workshop_crm.exceptions import CustomerError

TERRITORY = "Territory"


def area_of(city: str | None) -> str | None:
	"""Return the wilayat that `city` names in any spelling of either script; another place as it was typed."""
	wilayat = find_wilayat(city)
	return wilayat.name if wilayat else city


def territory_of(text: str) -> str:
	"""Return the Territory that `text` names in any spelling of either script.

	Raises CustomerError where the site has none.
	"""
	for name in (text, area_of(text)):
		if stored := frappe.db.get_value(TERRITORY, name, "name", cache=True):
			return stored
	found = [name for name in frappe.get_all(TERRITORY, pluck="name") if fold(name) == fold(text)]
	if not found:
		raise CustomerError(_("The area “{0}” is not known.").format(text))
	return found[0]
