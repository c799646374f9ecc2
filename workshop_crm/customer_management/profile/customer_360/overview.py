"""Everything that the page "Customer 360" shows at once, in one answer."""

from dataclasses import asdict

import frappe
from frappe.utils import flt

from workshop_crm.customer_management.culture.phones import format_phone
from workshop_crm.customer_management.profile.contacts import contact_details
from workshop_crm.customer_management.profile.customer_360.balances import (
	available_credit,
	ledger_balances,
	loyalty_points,
)
from workshop_crm.customer_management.profile.customer_360.purchases import company_currency, lifetime_numbers
from workshop_crm.customer_management.profile.division_settings import FEATURES, feature_enabled, settings_for
from workshop_crm.customer_management.profile.divisions import accounts_of, visible_companies
from workshop_crm.customer_management.profile.documents.documents import number_of_documents
from workshop_crm.customer_management.profile.notes import alerts, visible_notes
from workshop_crm.customer_management.profile.vehicles.garage import number_of_things
from workshop_crm.customer_management.profile.visible_records import readable

HEADER_FIELDS = [
	"customer_name",
	"customer_name_ar",
	"customer_number",
	"customer_type",
	"identity_type",
	"language",
	"gender",
	"salutation",
	"customer_group",
	"territory",
	"registration_source",
	"lifecycle_stage",
	"value_band",
	"frequency_band",
	"service_kind",
	"area",
	"is_vip",
	"is_blacklisted",
	"blacklist_reason",
	"disabled",
	"disabled_reason",
	"merged_into",
	"image",
]
CREDIT_PARTS = ["allow_credit", "payment_terms"]
LAYBY_PARTS = ["allow_layby"]


def customer_overview(customer: str) -> dict:
	"""Header, alerts, divisions, notes and lifetime numbers of one customer.

	Everything that belongs to a division is limited to those the session's user may see; figures from
	documents that he may not read are left out.

	Returns `header`, `alerts`, `divisions`, `notes`, `things` (how many vehicles and devices), `documents` (how many),
	`lifetime` and `may` (what the viewer may do here).
	Raises frappe.PermissionError when the customer may not be read.
	"""
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("read")
	companies = visible_companies()
	divisions = division_parts(customer, companies)
	return {
		"header": header(doc, companies, divisions),
		"alerts": alerts(customer),
		"divisions": divisions,
		"notes": visible_notes(customer),
		"things": number_of_things(customer),
		"documents": number_of_documents(customer),
		"lifetime": [asdict(number) for number in lifetime_numbers(customer, companies)],
		"may": viewer_rights(doc),
	}


def header(doc, companies: list[str] | None, divisions: list[dict]) -> dict:
	"""Who the customer is: names, numbers, contact, standing, balances and points."""
	result = {field: doc.get(field) for field in HEADER_FIELDS}
	result.update(name=doc.name, customer_since=str(doc.creation)[:10], **reachable_at(doc.name))
	if readable("Sales Invoice"):
		result["balances"] = balances_shown(doc.name, companies, divisions)
		result["loyalty_points"] = loyalty_points(doc.name, companies)
	return result


def reachable_at(customer: str) -> dict:
	"""Phones, each also in its local form, and e-mail addresses."""
	details = contact_details(customer)
	phones = [{**phone, "shown": format_phone(phone["number"])} for phone in details["phones"]]
	return {"phones": phones, "emails": details["emails"]}


def balances_shown(customer: str, companies: list[str] | None, divisions: list[dict]) -> list[dict]:
	"""One balance for each division with an account or with entries in its ledger."""
	balances = ledger_balances(customer, companies)
	shown = list(dict.fromkeys([division["company"] for division in divisions] + list(balances)))
	return [
		{
			"company": company,
			"balance": flt(balances.get(company)),
			"currency": company_currency(company),
		}
		for company in shown
	]


def division_parts(customer: str, companies: list[str] | None) -> list[dict]:
	"""The accounts the viewer may see; parts of a feature that the division switched off are absent."""
	accounts = accounts_of(customer)
	features = {account["company"]: switched_on(account["company"]) for account in accounts}
	credit = {}
	if readable("Sales Invoice") and any("credit" in names for names in features.values()):
		credit = available_credit(customer, companies)
	return [
		division_part(account, features[account["company"]], credit.get(account["company"]))
		for account in accounts
	]


def division_part(account: dict, features: list[str], credit: dict | None) -> dict:
	"""One account as shown, with `features` and `currency`."""
	part = dict(account, features=features, currency=company_currency(account["company"]))
	if "credit" not in features:
		_drop(part, CREDIT_PARTS)
	elif credit:
		part["credit"] = credit
	if "layby" not in features:
		_drop(part, LAYBY_PARTS)
	settings = settings_for(account["company"])
	if "bulk_orders" in features:
		part["wholesale_price_list"] = settings.wholesale_price_list
	if account["is_vip"] and settings.vip_price_list:
		part["vip_price_list"] = settings.vip_price_list
	if account["is_vip"] and "warranties" in features:
		part["vip_warranty_months"] = settings.vip_warranty_months
	return part


def _drop(part: dict, fields: list[str]) -> None:
	for field in fields:
		part.pop(field, None)


def switched_on(company: str) -> list[str]:
	"""The features the division's settings switch on."""
	return [feature for feature in FEATURES if feature_enabled(company, feature)]


def viewer_rights(doc) -> dict:
	"""What the viewer may do from the page, by the rights of the documents concerned."""
	return {
		"edit": bool(doc.has_permission("write")),
		"purchases": readable("Sales Invoice") or readable("POS Invoice"),
		"documents": readable("Customer Document"),
		"verification": readable("Customer Verification"),
		"add_note": _may_create("Customer Note"),
		"open_account": _may_create("Customer Division Account"),
		"projects": readable("Project"),
		"measurements": readable("Customer Measurement"),
		"measure": _may_create("Customer Measurement"),
		"quotation": _may_create("Quotation"),
		"sales_order": _may_create("Sales Order"),
		"merge": bool(doc.has_permission("write")) and not doc.merged_into and readable("Customer Merge"),
	}


def _may_create(doctype: str) -> bool:
	return readable(doctype) and bool(frappe.has_permission(doctype, "create"))
