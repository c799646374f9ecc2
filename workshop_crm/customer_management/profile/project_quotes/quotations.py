"""A Quotation for a project: beginning one, keeping it to its project's customer and division, and the order after it."""

import frappe
from frappe import _
from frappe.utils import flt, getdate

from workshop_crm.customer_management.profile.division_settings import (
	feature_enabled,
	require_feature,
	settings_for,
)
from workshop_crm.customer_management.profile.divisions import require_standing, standing_of
from workshop_crm.customer_management.profile.permissions import ACCOUNT
from workshop_crm.customer_management.profile.project_quotes.projects import DOCTYPE, FEATURE, QUOTATION
from workshop_crm.customer_management.profile.standing import Action, Verdict
from workshop_crm.customer_management.profile.visible_records import require_feature_for
from workshop_crm.exceptions import ProjectQuoteError

# What a change of makes the project be checked anew.
DECIDING = ("quoted_project", "quotation_to", "party_name", "company")
UNIT = "Nos"


def begin_quotation(customer: str, company: str, items: list[dict], project: str | None = None, **details):
	"""Make a draft Quotation for `project`, or for a new one named `project_name`, and return it.

	Each of `items` has item_code or description, qty (1), and rate (that of the price list). `details` are project_name,
	expected_start_date, expected_end_date of a new project and valid_till; dates as ISO text.
	Raises ProjectQuoteError, FeatureSwitchedOffError, StandingError, DivisionAccessError, frappe.PermissionError.
	"""
	require_feature_for(customer, company, FEATURE)
	_require_quotable(customer, company, items)
	quotation = frappe.new_doc(QUOTATION, company=company, quotation_to="Customer", party_name=customer)
	quotation.currency = frappe.get_cached_value("Company", company, "default_currency")
	quotation.selling_price_list = price_list_for(customer, company)
	quotation.valid_till = details.get("valid_till")
	for item in items:
		quotation.append("items", _item_row(item))
	quotation.quoted_project = project or _begin_project(customer, company, details)
	quotation.run_method("set_missing_values")
	_keep_rates(quotation, items)
	return quotation.insert()


def price_list_for(customer: str, company: str) -> str | None:
	"""Return the price list of the division for this customer: for its VIPs, for bulk orders, or the site's usual one."""
	settings = settings_for(company)
	account = {"customer": customer, "company": company}
	vip = settings.vip_price_list and frappe.db.get_value(ACCOUNT, account, "is_vip")
	bulk = settings.wholesale_price_list and feature_enabled(company, "bulk_orders")
	if vip or bulk:
		return settings.vip_price_list if vip else settings.wholesale_price_list
	own = frappe.db.get_value("Customer", customer, "default_price_list")
	return own or frappe.db.get_single_value("Selling Settings", "selling_price_list")


def check_quoted_project(doc) -> None:
	"""Refuse a Quotation for a project of another customer or division, or where the division has this switched off."""
	if not doc.get("quoted_project"):
		return
	before = doc.get_doc_before_save()
	if before and all(doc.get(field) == before.get(field) for field in DECIDING):
		return
	require_feature(doc.company, FEATURE)
	project = frappe.db.get_value(DOCTYPE, doc.quoted_project, ["customer", "company"], as_dict=True)
	party = doc.party_name if doc.quotation_to == "Customer" else None
	if not project or not party or project.customer != party:
		message = _("Project {0} does not belong to the customer of this quotation.")
		frappe.throw(message.format(doc.quoted_project), ProjectQuoteError)
	if project.company != doc.company:
		message = _("Project {0} belongs to division {1}, this quotation to division {2}.")
		frappe.throw(message.format(doc.quoted_project, project.company, doc.company), ProjectQuoteError)


def hand_project_to_order(doc) -> None:
	"""Give a Sales Order without project the one that all its quotations were made for."""
	quotations = {row.get("prevdoc_docname") for row in doc.items} - {None, ""}
	if not quotations or doc.get("project") or not feature_enabled(doc.company, FEATURE):
		return
	filters = {"name": ("in", sorted(quotations))}
	projects = set(frappe.get_all(QUOTATION, filters=filters, pluck="quoted_project")) - {None, ""}
	if len(projects) == 1:
		doc.project = projects.pop()


def _require_quotable(customer: str, company: str, items: list[dict]) -> None:
	if standing_of(customer, company).verdict(Action.SALE) is Verdict.REFUSED:
		require_standing(customer, company, Action.SALE)
	if not items:
		frappe.throw(_("Write down at least one thing that is quoted."), frappe.MandatoryError)
	if any(not (item.get("item_code") or (item.get("description") or "").strip()) for item in items):
		frappe.throw(_("Each line needs an item or a description."), frappe.MandatoryError)
	if any(flt(item.get("qty", 1)) <= 0 or flt(item.get("rate")) < 0 for item in items):
		frappe.throw(_("Quantities must be above zero, and prices not below."), ProjectQuoteError)


def _item_row(item: dict) -> dict:
	row = {"item_code": item.get("item_code"), "qty": flt(item.get("qty", 1)), "rate": flt(item.get("rate"))}
	if row["item_code"]:
		return row
	text = item["description"].strip()
	# What is built is rarely an item: the line carries its own words.
	return {**row, "item_name": text[:140], "description": text, "uom": UNIT, "conversion_factor": 1}


def _keep_rates(quotation, items: list[dict]) -> None:
	"""Put back the prices that were agreed, where ERPNext filled in those of the price list."""
	for row, item in zip(quotation.items, items, strict=True):
		if item.get("rate") is not None:
			row.rate = flt(item["rate"])


def _begin_project(customer: str, company: str, details: dict) -> str:
	name = (details.get("project_name") or "").strip()
	if not name:
		frappe.throw(_("Choose a project, or name a new one."), frappe.MandatoryError)
	dates = {field: details.get(field) for field in ("expected_start_date", "expected_end_date")}
	if all(dates.values()) and getdate(dates["expected_end_date"]) < getdate(dates["expected_start_date"]):
		frappe.throw(_("The project ends before it begins."), ProjectQuoteError)
	project = frappe.new_doc(DOCTYPE, customer=customer, company=company, project_name=name, **dates)
	return project.insert().name
