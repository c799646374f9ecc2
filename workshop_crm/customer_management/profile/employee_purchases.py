"""What employees bought and the discount they were given: the figures behind the report Employee Purchases.

The group that an invoice was written for decides: what somebody bought before or after the employment is not in it.
"""

from datetime import date

import frappe
from frappe import _
from frappe.query_builder.functions import Coalesce, Count, Sum
from frappe.utils import flt, getdate

from workshop_crm.customer_management.profile.customers import EMPLOYEES
from workshop_crm.customer_management.profile.divisions import require_visible_company
from workshop_crm.customer_management.profile.permissions import visible_companies

SOURCES = ("Sales Invoice", "POS Invoice")
DECIMALS = 3


def columns() -> list[dict]:
	"""Return the columns of the report; amounts are in the division's currency."""
	money = {"fieldtype": "Currency", "options": "currency", "width": 150}
	return [
		{
			"fieldname": "company",
			"label": _("Division"),
			"fieldtype": "Link",
			"options": "Company",
			"width": 180,
		},
		{
			"fieldname": "customer",
			"label": _("Customer"),
			"fieldtype": "Link",
			"options": "Customer",
			"width": 200,
		},
		{"fieldname": "employee", "label": _("Employee Record"), "fieldtype": "Data", "width": 140},
		{"fieldname": "invoices", "label": _("Invoices"), "fieldtype": "Int", "width": 90},
		{"fieldname": "spent", "label": _("Spent"), **money},
		{"fieldname": "discount", "label": _("Discount Given"), **money},
		{"fieldname": "currency", "label": _("Currency"), "fieldtype": "Data", "hidden": 1},
	]


def employee_purchases(filters: dict) -> list[dict]:
	"""Return one row for each division and employee: invoices, spent, discount; returned goods are taken off.

	`filters` are company, from_date and to_date, each may be missing. Raises frappe.PermissionError,
	DivisionAccessError.
	"""
	frappe.has_permission("Sales Invoice", "report", throw=True)
	if filters.get("company"):
		require_visible_company(filters["company"])
	found: dict[tuple[str, str], dict] = {}
	for doctype in SOURCES:
		_add(found, _invoices(doctype, filters), ("invoices", "spent", "discount"))
		_add(found, _line_discounts(doctype, filters), ("discount",))
	employees = _employees([customer for _company, customer in found])
	rows = [_row(key, values, employees) for key, values in found.items()]
	return sorted(rows, key=lambda row: (row["company"], -row["spent"], row["customer"]))


def _row(key: tuple[str, str], values: dict, employees: dict[str, str]) -> dict:
	company, customer = key
	return {
		"company": company,
		"customer": customer,
		"employee": employees.get(customer),
		"invoices": int(values["invoices"]),
		"spent": flt(values["spent"], DECIMALS),
		"discount": flt(values["discount"], DECIMALS),
		"currency": frappe.get_cached_value("Company", company, "default_currency"),
	}


def _add(found: dict, rows: list, fields: tuple[str, ...]) -> None:
	for row in rows:
		values = found.setdefault((row.company, row.customer), {"invoices": 0, "spent": 0, "discount": 0})
		for field in fields:
			values[field] += flt(row[field])


def _invoices(doctype: str, filters: dict) -> list:
	"""Return number, amount and the discount on the whole invoice."""
	invoice = frappe.qb.DocType(doctype)
	return (
		_chosen(doctype, invoice, filters)
		.select(
			invoice.company,
			invoice.customer,
			Count(invoice.name).as_("invoices"),
			Sum(invoice.base_grand_total).as_("spent"),
			Sum(Coalesce(invoice.base_discount_amount, 0)).as_("discount"),
		)
		.run(as_dict=True)
	)


def _line_discounts(doctype: str, filters: dict) -> list:
	"""Return the discount on the lines: what the price list says less what was asked, where it was less."""
	invoice, line = frappe.qb.DocType(doctype), frappe.qb.DocType(f"{doctype} Item")
	query = _chosen(doctype, invoice, filters).join(line).on(line.parent == invoice.name)
	less = (line.base_price_list_rate - line.base_rate) * line.qty
	return (
		query.where(line.base_price_list_rate > line.base_rate)
		.select(invoice.company, invoice.customer, Sum(less).as_("discount"))
		.run(as_dict=True)
	)


def _chosen(doctype: str, invoice, filters: dict):
	query = frappe.qb.from_(invoice).where((invoice.docstatus == 1) & (invoice.customer_group == EMPLOYEES))
	if doctype == "Sales Invoice":
		query = query.where(invoice.is_consolidated == 0)
	companies = [filters["company"]] if filters.get("company") else visible_companies()
	if companies is not None:
		query = query.where(invoice.company.isin(companies or [""]))
	if filters.get("from_date"):
		query = query.where(invoice.posting_date >= _day(filters["from_date"]))
	if filters.get("to_date"):
		query = query.where(invoice.posting_date <= _day(filters["to_date"]))
	return query.groupby(invoice.company, invoice.customer)


def _day(value) -> date:
	return getdate(value)


def _employees(customers: list[str]) -> dict[str, str]:
	filters = {"name": ("in", customers)}
	rows = (
		frappe.get_all("Customer", filters=filters, fields=["name", "linked_employee"]) if customers else []
	)
	return {row.name: row.linked_employee for row in rows}
