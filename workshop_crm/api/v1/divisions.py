"""Divisions over HTTP: a customer's accounts with them, their settings, and which ones the user may see."""

import frappe

from workshop_crm.api.arguments import read_as, shaped
from workshop_crm.api.v1.shapes import AccountChanges
from workshop_crm.customer_management.profile import account_changes, divisions
from workshop_crm.customer_management.profile.customer_360.overview import division_parts
from workshop_crm.customer_management.profile.permissions import visible_companies


@shaped(account=AccountChanges)
@frappe.whitelist(methods=["POST"])
def open(customer: str, company: str, account: str | dict | None = None) -> dict:
	"""Open the account of a customer with a division; one per division.

	`account` holds its first values. Returns the account. Raises DivisionAccessError, PermissionError,
	UniqueValidationError (the account exists), FeatureSwitchedOffError (credit or layby where switched off).
	"""
	frappe.has_permission(divisions.DOCTYPE, "create", throw=True)
	changes = read_as(AccountChanges, account or {})
	return account_changes.shown_account(account_changes.open_for(customer, company, changes))


@shaped(changes=AccountChanges)
@frappe.whitelist(methods=["POST"])
def update(account: str, changes: str | dict) -> dict:
	"""Change fields of an account; preferences given replace all preferences.

	Returns the account. Raises StandingError (a closed account, or a switch that its status forbids),
	FeatureSwitchedOffError, ValidationError for any other field, PermissionError, DoesNotExistError.
	"""
	frappe.has_permission(divisions.DOCTYPE, "write", throw=True)
	changes = read_as(AccountChanges, changes)
	return account_changes.shown_account(account_changes.update_account(account, changes))


@frappe.whitelist(methods=["POST"])
def set_status(account: str, status: str, reason: str | None = None) -> dict:
	"""Set the standing of an account: Active, Pending Approval, Inactive, Suspended, Closed or Blacklisted.

	Keeps who, when and why. Returns the account. Raises MandatoryError where the status takes a reason,
	PermissionError, DoesNotExistError.
	"""
	return account_changes.shown_account(divisions.set_status(account, status, reason))


@frappe.whitelist(methods=["GET", "POST"])
def settings(company: str) -> dict:
	"""What a counter needs to know of a division: business_type, number_prefix, features, demanded_fields,
	opening_hours, weekend_days, wholesale_price_list.

	Raises DivisionAccessError, PermissionError.
	"""
	return account_changes.shown_settings(company)


@frappe.whitelist(methods=["GET", "POST"])
def companies() -> list[dict]:
	"""The divisions that the user may see: name, company_name, currency. Raises PermissionError."""
	return account_changes.shown_companies()


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str) -> list[dict]:
	"""The accounts of a customer with the divisions that the user may see, with features and currency.

	Fields of a feature that the division has switched off are left out. Raises PermissionError,
	DoesNotExistError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	return division_parts(customer, visible_companies())
