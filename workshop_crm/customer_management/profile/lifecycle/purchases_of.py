"""What customers bought from one division, read for many of them at once.

Sales Invoices and till sales (POS Invoice) count; the Sales Invoice that a till closing makes of them does not, nor
do opening balances. Two queries for each of the two DocTypes, however many customers are asked for.
"""

from datetime import date, timedelta

import frappe
from frappe.query_builder import Case
from frappe.query_builder.functions import Coalesce, Count, Max, Min, Sum
from frappe.utils import cint, flt, getdate

from workshop_crm.customer_management.profile.lifecycle.bands import Visits
from workshop_crm.customer_management.profile.lifecycle.stages import YEAR, Purchases

SOURCES = ("Sales Invoice", "POS Invoice")
REPAIR, PARTS, CONSULTATION = "Repair", "Parts", "Consultation"
DECIMALS = 3


def purchases_of(customers: list[str], company: str, today: date) -> dict[str, Purchases]:
	"""Return the Purchases of those among `customers` who bought from `company`."""
	found: dict[str, Purchases] = {}
	for doctype in SOURCES:
		for row in _purchase_rows(doctype, customers, company, today):
			found[row.customer] = _joined(found.get(row.customer), row)
	return {customer: purchases for customer, purchases in found.items() if purchases.count}


def visits_of(customers: list[str], company: str, kinds: dict[str, str], today: date) -> dict[str, Visits]:
	"""Return the Visits of the last 365 days of those among `customers` who bought from `company`.

	`kinds` maps item groups to Repair, Parts or Consultation. An item of any other group is a part when it is kept in
	stock, else a repair.
	"""
	found: dict[str, Visits] = {}
	for doctype in SOURCES:
		for row in _visit_rows(doctype, customers, company, kinds, today):
			so_far = found.get(row.customer, Visits())
			found[row.customer] = Visits(
				so_far.repairs + cint(row.repairs),
				so_far.parts + cint(row.parts),
				so_far.consultations + cint(row.consultations),
			)
	return found


def _purchase_rows(doctype: str, customers: list[str], company: str, today: date) -> list[dict]:
	invoice = frappe.qb.DocType(doctype)
	is_sale = invoice.is_return == 0
	in_year = invoice.posting_date > today - timedelta(days=YEAR)
	query = _counted(doctype, invoice, customers, company).groupby(invoice.customer)
	return query.select(
		invoice.customer,
		Sum(Case().when(is_sale, 1).else_(0)).as_("purchases"),
		Min(Case().when(is_sale, invoice.posting_date)).as_("first_on"),
		Max(Case().when(is_sale, invoice.posting_date)).as_("last_on"),
		Sum(Case().when(is_sale & in_year, 1).else_(0)).as_("year_count"),
		Sum(Case().when(in_year, invoice.base_grand_total).else_(0)).as_("year_spent"),
	).run(as_dict=True)


def _counted(doctype: str, invoice, customers: list[str], company: str):
	"""Return the query for invoices that count as purchases or as goods taken back."""
	query = frappe.qb.from_(invoice).where(invoice.customer.isin(customers) & (invoice.company == company))
	query = query.where((invoice.docstatus == 1) & (Coalesce(invoice.is_opening, "No") != "Yes"))
	return query.where(invoice.is_consolidated == 0) if doctype == "Sales Invoice" else query


def _joined(so_far: Purchases | None, row) -> Purchases:
	so_far = so_far or Purchases()
	return Purchases(
		count=so_far.count + cint(row.purchases),
		first_on=min(filter(None, (so_far.first_on, _day(row.first_on))), default=None),
		last_on=max(filter(None, (so_far.last_on, _day(row.last_on))), default=None),
		year_count=so_far.year_count + cint(row.year_count),
		year_spent=flt(so_far.year_spent + flt(row.year_spent), DECIMALS),
	)


def _day(value) -> date | None:
	return getdate(value) if value else None


def _visit_rows(doctype: str, customers: list[str], company: str, kinds: dict[str, str], today: date) -> list:
	visit = _invoices_by_kind(doctype, customers, company, kinds, today).as_("visit")
	only_parts = (visit.repair == 0) & (visit.parts == 1)
	neither = (visit.repair == 0) & (visit.parts == 0)
	query = frappe.qb.from_(visit).groupby(visit.customer)
	return query.select(
		visit.customer,
		Sum(visit.repair).as_("repairs"),
		Sum(Case().when(only_parts, 1).else_(0)).as_("parts"),
		Sum(Case().when(neither, 1).else_(0)).as_("consultations"),
		Count(visit.invoice).as_("invoices"),
	).run(as_dict=True)


def _invoices_by_kind(doctype: str, customers: list[str], company: str, kinds: dict[str, str], today: date):
	"""Return a query with one row for each invoice: does it hold a repair, does it hold parts."""
	invoice, row, item = (frappe.qb.DocType(name) for name in (doctype, f"{doctype} Item", "Item"))
	in_stock = Coalesce(item.is_stock_item, 0) == 1
	usual = Case().when(in_stock, PARTS).else_(REPAIR)
	kind = usual
	for name in (REPAIR, PARTS, CONSULTATION):
		groups = [group for group, its_kind in kinds.items() if its_kind == name]
		kind = Case().when(item.item_group.isin(groups), name).else_(kind) if groups else kind
	query = _counted(doctype, invoice, customers, company)
	query = query.join(row).on(row.parent == invoice.name).left_join(item).on(item.name == row.item_code)
	query = query.where((invoice.is_return == 0) & (invoice.posting_date > today - timedelta(days=YEAR)))
	return query.groupby(invoice.name, invoice.customer).select(
		invoice.name.as_("invoice"),
		invoice.customer,
		Max(Case().when(kind == REPAIR, 1).else_(0)).as_("repair"),
		Max(Case().when(kind == PARTS, 1).else_(0)).as_("parts"),
	)
