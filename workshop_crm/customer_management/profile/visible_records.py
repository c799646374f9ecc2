"""Which records of other DocTypes, and which parts of a division, the customer's page may read for the viewer."""

import frappe

from workshop_crm.customer_management.profile.division_settings import require_feature
from workshop_crm.customer_management.profile.divisions import require_visible_company


def readable(doctype: str) -> bool:
	"""True when the site has the DocType and the session's user may read it."""
	return bool(frappe.db.exists("DocType", doctype, cache=True) and frappe.has_permission(doctype, "read"))


def division_filter(companies: list[str] | None) -> list:
	"""List filter for records of the divisions given; None stands for all divisions."""
	return [] if companies is None else [["company", "in", companies or [""]]]


def require_feature_for(customer: str, company: str, feature: str) -> None:
	"""Let pass who may read the customer and see a division that has `feature` switched on.

	Raises frappe.PermissionError, DivisionAccessError, FeatureSwitchedOffError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	require_visible_company(company)
	require_feature(company, feature)
