"""Customers for other systems (tills, shops, repair software): upsert by the number they know them by."""

import frappe

from workshop_crm.api.arguments import read_as, shaped
from workshop_crm.api.v1.shapes import ExternalCustomer
from workshop_crm.customer_management.profile import directory, external_ids


@shaped(customer=ExternalCustomer)
@frappe.whitelist(methods=["POST"])
def upsert(source: str, external_id: str, customer: str | dict, link_to: str | None = None) -> dict:
	"""Register or change the customer whom the system `source` knows as `external_id`; repeatable without harm.

	`customer` holds fields of a registration; those left out stay. `link_to` gives the number to a customer on
	file. Returns {"created": bool, "customer": profile as `customers.get` returns it}. Raises
	DuplicateCustomerError when somebody else holds the phone, e-mail or identity number, MandatoryError,
	InvalidPhoneError, InvalidEmailError, DivisionAccessError, PermissionError.
	"""
	frappe.has_permission("Customer", "create", throw=True)
	values = read_as(ExternalCustomer, customer)
	name, created = external_ids.upsert_customer(source, external_id, values, link_to)
	return {"created": created, "customer": directory.profile_of(name)}


@frappe.whitelist(methods=["GET", "POST"])
def find(source: str, external_id: str) -> dict:
	"""The profile of the customer whom `source` knows as `external_id`. Raises DoesNotExistError, PermissionError."""
	frappe.has_permission("Customer", "read", throw=True)
	name = external_ids.customer_known_as(source, external_id)
	if not name:
		raise frappe.DoesNotExistError
	return directory.profile_of(name)


@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str) -> dict:
	"""The numbers under which other systems know one customer: rows of source, external_id. Raises PermissionError."""
	frappe.has_permission("Customer", "read", customer, throw=True)
	return {"rows": external_ids.external_ids_of(customer)}
