"""Who sees which measurements: staff of the division that took them, while it has measurements switched on.

One condition for lists, documents, reports and the API.
"""

import frappe
from frappe import _
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.division_settings import divisions_with, feature_enabled
from workshop_crm.customer_management.profile.measurements.measurements import DOCTYPE, FEATURE
from workshop_crm.customer_management.profile.permissions import (
	can_see_customer,
	condition_as_text,
	visible_companies,
	visible_customer_criterion,
)
from workshop_crm.exceptions import FeatureSwitchedOffError


def measuring_divisions(user: str | None = None) -> list[str]:
	"""Return the divisions `user` may see that have measurements switched on."""
	return divisions_with(FEATURE, visible_companies(user))


def require_measuring() -> None:
	"""Raise FeatureSwitchedOffError where none of the divisions in sight has measurements switched on."""
	if not measuring_divisions():
		message = _("No division that you may see has measurements switched on.")
		frappe.throw(message, FeatureSwitchedOffError)


def visible_measurement_criterion(user: str | None = None) -> Criterion:
	"""Return the query condition on Customer Measurement for `user` (default: the session's)."""
	measurement = frappe.qb.DocType(DOCTYPE)
	of_division = measurement.company.isin(measuring_divisions(user) or [""])
	of_customer = visible_customer_criterion(user, measurement.customer)
	return of_division if of_customer is None else of_division & of_customer


def measurement_query_condition(user: str | None = None, doctype: str | None = None) -> str:
	"""Answer Frappe's hook for lists of Customer Measurement."""
	return condition_as_text(visible_measurement_criterion(user))


def has_measurement_permission(
	doc, ptype: str | None = None, user: str | None = None, **_context
) -> bool | None:
	"""Deny a measurement of another division, or of one that switched measurements off; abstain otherwise.

	The stored record is asked as well: a browser could send another's with a division of its own.
	"""
	hidden = _is_hidden(doc.company, doc.customer, user)
	stored = None if doc.is_new() else frappe.db.get_value(DOCTYPE, doc.name, ["company", "customer"])
	if stored:
		company, customer = stored
		# A new one is refused by the document itself, which names the reason.
		hidden = hidden or not feature_enabled(company, FEATURE) or _is_hidden(company, customer, user)
	return False if hidden else None


def _is_hidden(company: str | None, customer: str | None, user: str | None) -> bool:
	companies = visible_companies(user)
	if company and companies is not None and company not in companies:
		return True
	return bool(customer) and not can_see_customer(customer, user)
