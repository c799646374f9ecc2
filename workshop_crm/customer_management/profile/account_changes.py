"""Opening and changing an account from outside its form, and what a division shows of itself."""

import frappe

from workshop_crm.customer_management.profile import divisions
from workshop_crm.customer_management.profile.division_settings import (
	DOCTYPE as SETTINGS,
)
from workshop_crm.customer_management.profile.division_settings import (
	FEATURES,
	demanded_fields,
	feature_enabled,
	settings_for,
)
from workshop_crm.customer_management.profile.permissions import visible_companies

SHOWN_SETTINGS = ("company", "business_type", "number_prefix", "wholesale_price_list", "weekend_days")
COUNTER = "Walk-in"


def open_for(customer: str, company: str, changes: dict):
	"""Open an account for a customer whom the user may read; `changes` are fields of it. Returns the account."""
	frappe.get_doc("Customer", customer).check_permission("read")
	return divisions.open_account(customer, company, **_with_preference_rows(changes))


def update_account(account: str, changes: dict):
	"""Change fields of an account and return it; preferences given replace all preferences."""
	doc = frappe.get_doc(divisions.DOCTYPE, account)
	doc.check_permission("write")
	doc.update(_with_preference_rows(changes))
	return doc.save()


def shown_account(account) -> dict:
	"""Return an account document as the interface shows it."""
	row = {field: account.get(field) for field in divisions.LIST_FIELDS}
	row["preferences"] = {pair.preference: pair.value for pair in account.preferences}
	return row


def shown_settings(company: str) -> dict:
	"""Return what a counter needs to know of a division: features, demanded fields, opening hours, weekend.

	Raises DivisionAccessError, frappe.PermissionError.
	"""
	divisions.require_visible_company(company)
	frappe.has_permission(SETTINGS, "read", throw=True)
	settings = settings_for(company)
	hours = ("weekday", "opens_at", "closes_at")
	return {
		**{field: settings.get(field) for field in SHOWN_SETTINGS},
		"features": [feature for feature in FEATURES if feature_enabled(company, feature)],
		"demanded_fields": demanded_fields(company, COUNTER),
		"opening_hours": [{field: row.get(field) for field in hours} for row in settings.opening_hours],
	}


def shown_companies() -> list[dict]:
	"""Return the divisions that the session's user may see: name, company_name, currency."""
	frappe.has_permission("Customer", "read", throw=True)
	companies = visible_companies()
	filters = {} if companies is None else {"name": ("in", companies)}
	fields = ["name", "company_name", "default_currency as currency"]
	return frappe.get_all("Company", filters=filters, fields=fields, order_by="lft, name")


def _with_preference_rows(changes: dict) -> dict:
	if "preferences" not in changes:
		return changes
	rows = [{"preference": key, "value": value} for key, value in changes["preferences"].items()]
	return {**changes, "preferences": rows}
