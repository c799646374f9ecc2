"""What a division has switched on, and what it demands of a registration."""

import frappe
from frappe import _

from workshop_crm.exceptions import FeatureSwitchedOffError

DOCTYPE = "Division Settings"
FEATURES = {
	"credit": "enable_credit",
	"layby": "enable_layby",
	"bulk_orders": "enable_bulk_orders",
	"takeaway": "enable_takeaway",
	"measurements": "enable_measurements",
	"project_quotes": "enable_project_quotes",
	"warranties": "enable_warranties",
}
DEMANDED_FIELDS = {
	"email": "demand_email",
	"address": "demand_address",
	"date_of_birth": "demand_date_of_birth",
	"gender": "demand_gender",
	"occupation": "demand_occupation",
}


def settings_for(company: str):
	"""Return the Division Settings of `company` (cached, read only); made with defaults when there are none."""
	if not frappe.db.exists(DOCTYPE, company):
		_create_default(company)
	return frappe.get_cached_doc(DOCTYPE, company)


def feature_enabled(company: str, feature: str) -> bool:
	"""Tell whether the division has `feature` (a key of FEATURES) switched on."""
	return bool(settings_for(company).get(FEATURES[feature]))


def divisions_with(feature: str, companies: list[str] | None = None) -> list[str]:
	"""Return the divisions among `companies` (None: all) that have `feature` switched on, in one query."""
	filters = {FEATURES[feature]: 1}
	if companies is not None:
		filters["name"] = ("in", companies or [""])
	return frappe.get_all(DOCTYPE, filters=filters, pluck="name", order_by="name")


def require_feature(company: str, feature: str) -> None:
	"""Raise FeatureSwitchedOffError unless the division has `feature` switched on."""
	if feature_enabled(company, feature):
		return
	label = frappe.get_meta(DOCTYPE).get_label(FEATURES[feature])
	frappe.throw(
		_("{0} is switched off in the settings of division {1}.").format(_(label), company),
		FeatureSwitchedOffError,
	)


def demanded_fields(company: str, source: str) -> list[str]:
	"""Return the registration fields that `company` demands of customers coming from `source`.

	Imports are exempt unless the division names them, as old lists rarely hold everything.
	"""
	settings = settings_for(company)
	sources = (settings.demanded_of_sources or "").split("\n")
	named = [line.strip() for line in sources if line.strip()]
	if (named and source not in named) or (not named and source == "Import"):
		return []
	return [field for field, switch in DEMANDED_FIELDS.items() if settings.get(switch)]


def suggest_prefix(company: str) -> str:
	"""Propose a number prefix from the company's abbreviation: up to four letters or digits."""
	abbreviation = frappe.get_cached_value("Company", company, "abbr") or company
	return "".join(char for char in abbreviation.upper() if char.isalnum())[:4]


def _create_default(company: str) -> None:
	prefix = suggest_prefix(company)
	taken = set(frappe.get_all(DOCTYPE, pluck="number_prefix"))
	free = next(p for p in (prefix, *(f"{prefix}{n}" for n in range(2, 1000))) if p not in taken)
	values = {"doctype": DOCTYPE, "company": company, "number_prefix": free}
	frappe.get_doc(values).insert(ignore_permissions=True)
