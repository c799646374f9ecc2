"""Computing the stage, bands and VIP of accounts and customers, for many at once.

A batch takes a fixed number of queries, however many customers it holds. Only what differs is written, so running
it twice changes nothing; a changed stage or VIP leaves a comment. A closed account keeps what was computed last.
"""

from collections.abc import Callable, Iterator
from datetime import date

import frappe
from frappe import _
from frappe.utils import cint, flt, getdate

from workshop_crm.customer_management.profile.areas import area_of
from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.lifecycle import bands, stages, vip
from workshop_crm.customer_management.profile.lifecycle.bulk_writes import leave_comments, write_values
from workshop_crm.customer_management.profile.lifecycle.purchases_of import purchases_of, visits_of
from workshop_crm.customer_management.profile.standing import CLOSED

ACCOUNT, CUSTOMER = "Customer Division Account", "Customer"
BATCH = 500
COMPUTED = ("lifecycle_stage", "value_band", "frequency_band", "service_kind", "is_vip")
ACCOUNT_FIELDS = (*COMPUTED, "first_purchase_on", "last_purchase_on")
CUSTOMER_FIELDS = (*COMPUTED, "area")


def recompute_one(customer: str, company: str, today: date | None = None) -> None:
	"""Bring the account of `customer` with `company`, and then the customer, up to date."""
	filters = {"customer": customer, "company": company, "status": ("!=", CLOSED)}
	accounts = frappe.get_all(ACCOUNT, filters=filters, fields=["name", "customer", *ACCOUNT_FIELDS])
	if accounts:
		recompute_accounts(accounts, company, today or getdate())
		recompute_customers([customer])


def recompute_all(today: date | None = None, after_batch: Callable[[], None] = lambda: None) -> int:
	"""Bring every account and customer up to date as of `today`; returns how many of them have changed.

	`after_batch` runs after each batch; the nightly job commits there.
	"""
	today, changed = today or getdate(), 0
	for company in frappe.get_all(ACCOUNT, pluck="company", distinct=True, order_by="company"):
		filters = [["company", "=", company], ["status", "!=", CLOSED]]
		for accounts in _batches(ACCOUNT, filters, ["name", "customer", *ACCOUNT_FIELDS]):
			changed += recompute_accounts(accounts, company, today)
			after_batch()
	for customers in _batches(CUSTOMER, [["merged_into", "is", "not set"]], ["name"]):
		changed += recompute_customers([row.name for row in customers])
		after_batch()
	return changed


def recompute_customers(customers: list[str]) -> int:
	"""Give the customers the best of their accounts and the area of their addresses; returns how many changed."""
	fields = ["name", "customer_primary_address", *CUSTOMER_FIELDS]
	rows = frappe.get_all(CUSTOMER, filters={"name": ("in", customers)}, fields=fields, order_by=None)
	areas = _areas_of([row.customer_primary_address for row in rows if row.customer_primary_address])
	accounts = frappe.get_all(
		ACCOUNT,
		filters={"customer": ("in", customers)},
		fields=["customer", "status", *COMPUTED],
		order_by=None,
	)
	by_customer: dict[str, list] = {}
	for account in accounts:
		by_customer.setdefault(account.customer, []).append(account)
	wanted = {
		row.name: {**_best_of(by_customer.get(row.name, [])), "area": areas.get(row.customer_primary_address)}
		for row in rows
	}
	return _write_changed(CUSTOMER, rows, wanted)


def recompute_accounts(accounts: list, company: str, today: date) -> int:
	"""Bring accounts with `company` (rows of ACCOUNT_FIELDS) up to date; returns how many have changed."""
	settings = settings_for(company)
	limits = thresholds_of(settings)
	customers = [account.customer for account in accounts]
	purchases = purchases_of(customers, company, today)
	kinds = {row.item_group: row.service_kind for row in settings.item_kinds}
	visits = visits_of(list(purchases), company, kinds, today) if purchases else {}
	wanted = {}
	for account in accounts:
		bought = purchases.get(account.customer, stages.Purchases())
		wanted[account.name] = {
			"lifecycle_stage": stages.stage_of(bought, limits["stages"], today),
			"value_band": bands.value_band(bought, limits["bands"]),
			"frequency_band": bands.frequency_band(bought, limits["bands"]),
			"service_kind": bands.service_kind(visits.get(account.customer, bands.Visits())),
			"is_vip": int(vip.is_vip(bought, limits["vip"])),
			"first_purchase_on": bought.first_on,
			"last_purchase_on": bought.last_on,
		}
	return _write_changed(ACCOUNT, accounts, wanted)


def thresholds_of(settings) -> dict:
	"""Return the thresholds of a division: `stages`, `bands` and `vip`."""
	return {
		"stages": stages.StageThresholds(
			new_days=cint(settings.new_customer_days),
			at_risk_days=cint(settings.at_risk_days),
			inactive_days=cint(settings.inactive_days),
			loyal_purchases=cint(settings.loyal_purchases),
		),
		"bands": bands.BandThresholds(
			medium_value=flt(settings.medium_value),
			high_value=flt(settings.high_value),
			regular_purchases=cint(settings.regular_purchases),
			frequent_purchases=cint(settings.frequent_purchases),
		),
		"vip": vip.VipThresholds(spend=flt(settings.vip_spend), purchases=cint(settings.vip_purchases)),
	}


def _best_of(accounts: list) -> dict:
	open_accounts = [account for account in accounts if account.status != CLOSED]
	stage = stages.best_stage([account.lifecycle_stage for account in open_accounts])
	return {
		"lifecycle_stage": stages.INACTIVE if accounts and not open_accounts else stage,
		"value_band": bands.best_band([row.value_band for row in open_accounts], bands.VALUE_BANDS),
		"frequency_band": bands.best_band(
			[row.frequency_band for row in open_accounts], bands.FREQUENCY_BANDS
		),
		"service_kind": bands.combined_kind([row.service_kind for row in open_accounts]),
		"is_vip": int(any(row.is_vip for row in open_accounts)),
	}


def _areas_of(addresses: list[str]) -> dict[str, str]:
	"""Return the area of each address: in Oman the wilayat, elsewhere the city."""
	if not addresses:
		return {}
	rows = frappe.get_all(
		"Address", filters={"name": ("in", addresses)}, fields=["name", "city"], order_by=None
	)
	return {row.name: area_of(row.city) for row in rows}


def _write_changed(doctype: str, rows: list, wanted: dict[str, dict]) -> int:
	before = {row.name: row for row in rows}
	changes = {
		name: values
		for name, values in wanted.items()
		if any((before[name][field] or None) != (value or None) for field, value in values.items())
	}
	write_values(doctype, changes)
	texts = {name: _what_changed(before[name], values) for name, values in changes.items()}
	leave_comments(doctype, {name: text for name, text in texts.items() if text})
	return len(changes)


def _what_changed(before, values: dict) -> str:
	"""Return the text of the comment, empty where neither stage nor VIP has changed."""
	sentences = []
	# An account that was never computed has no stage to tell about, unless it is past the first one.
	known, stage = before.lifecycle_stage or stages.PROSPECT, values["lifecycle_stage"]
	if known != stage:
		sentences.append(_("Lifecycle stage changed from {0} to {1}.").format(_(known), _(stage)))
	if cint(before.is_vip) != values["is_vip"]:
		sentences.append(_("Is a VIP now.") if values["is_vip"] else _("Is no VIP any more."))
	return " ".join(sentences)


def _batches(doctype: str, filters: list, fields: list[str]) -> Iterator[list]:
	"""Yield the rows of a DocType in batches, by name."""
	last = ""
	while True:
		page = [*filters, ["name", ">", last]]
		rows = frappe.get_all(doctype, filters=page, fields=fields, order_by="name", limit=BATCH)
		if not rows:
			return
		yield rows
		last = rows[-1].name
