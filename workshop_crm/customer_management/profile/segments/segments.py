"""Segments: kept conditions, and the customers whom the session's user finds by them, in one query.

Staff limited to divisions find, and count, only customers of their own; disabled customers are in no segment.
"""

import csv
import io
from collections.abc import Callable

import frappe
from frappe import _
from frappe.permissions import get_user_permissions
from frappe.query_builder.functions import Count
from frappe.utils import now_datetime
from pypika.terms import Criterion

from workshop_crm.customer_management.profile.divisions import require_visible_company
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.segments.conditions import Test, read_test, values_in
from workshop_crm.customer_management.profile.segments.facts import Fact, Scope, any_row, fact_named
from workshop_crm.customer_management.profile.segments.profile_facts import ACCOUNT
from workshop_crm.customer_management.profile.spreadsheets import inert
from workshop_crm.exceptions import SegmentError

DOCTYPE = "Customer Segment"
MOST_CONDITIONS = 20
MOST_EXPORTED = 100_000
ROW_FIELDS = (
	"name",
	"customer_name",
	"customer_name_ar",
	"customer_number",
	"mobile_no",
	"language",
	"lifecycle_stage",
	"is_vip",
)


def read_conditions(rows: list[dict]) -> list[tuple[Fact, Test]]:
	"""Return the conditions of `rows` (fact, operator, value with one value a line), checked.

	Raises SegmentError naming what is wrong.
	"""
	if not rows:
		frappe.throw(_("Please add at least one condition."), SegmentError)
	if len(rows) > MOST_CONDITIONS:
		message = _("A segment can have at most {0} conditions.")
		frappe.throw(message.format(MOST_CONDITIONS), SegmentError)
	return [_read_condition(row) for row in rows]


def check_segment(segment) -> None:
	"""Refuse a segment whose conditions cannot be asked, or of a division that the user may not see."""
	if segment.company:
		require_visible_company(segment.company)
	read_conditions(segment.conditions)


def count_customers(rows: list[dict], company: str | None = None) -> int:
	"""Return how many customers the user finds by the conditions, all of which must hold.

	`company` narrows to one division: its accounts, its sales. Raises SegmentError, DivisionAccessError.
	"""
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(Count("*"))
	return query.where(_criterion(customer, rows, company)).run()[0][0]


def find_customers(rows: list[dict], company: str | None = None, start: int = 0, limit: int = 20) -> dict:
	"""Return a page of the customers as `rows` (ROW_FIELDS), `has_more` and `next_start`, in order of their names.

	Raises SegmentError, DivisionAccessError.
	"""
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(*[customer[field] for field in ROW_FIELDS])
	query = query.where(_criterion(customer, rows, company)).orderby(customer.customer_name)
	found = query.orderby(customer.name).limit(limit + 1).offset(start).run(as_dict=True)
	page = found[:limit]
	return {"rows": page, "has_more": len(found) > limit, "next_start": start + len(page)}


def names_of_customers(rows: list[dict], company: str | None, limit: int) -> list[str]:
	"""Return the names of the first `limit` customers found, in the order of `find_customers`.

	Raises SegmentError, DivisionAccessError.
	"""
	customer = frappe.qb.DocType("Customer")
	query = frappe.qb.from_(customer).select(customer.name).where(_criterion(customer, rows, company))
	return query.orderby(customer.customer_name).orderby(customer.name).limit(limit).run(pluck=True)


def customers_as_csv(rows: list[dict], company: str | None = None) -> str:
	"""Return the customers found, at most MOST_EXPORTED, with the labels of the fields as the first line.

	Raises SegmentError, DivisionAccessError, and frappe.PermissionError without the right to export customers.
	"""
	frappe.has_permission("Customer", "export", throw=True)
	found = find_customers(rows, company, limit=MOST_EXPORTED)["rows"]
	meta = frappe.get_meta("Customer")
	out = io.StringIO()
	writer = csv.writer(out)
	writer.writerow([inert(_(meta.get_label(field))) for field in ROW_FIELDS])
	writer.writerows([inert(str(row[field] or "")) for field in ROW_FIELDS] for row in found)
	return out.getvalue()


def keep_count(segment) -> None:
	"""Count the customers of a segment of one division and note it in the fields of the document.

	Whoever may open it would count the same; a segment of all divisions has another count for each viewer.
	"""
	counted = bool(segment.company)
	segment.last_count = count_customers(segment.conditions, segment.company) if counted else 0
	segment.last_counted_on = now_datetime() if counted else None


def _read_condition(row) -> tuple[Fact, Test]:
	fact = fact_named(row.get("fact"))
	texts = values_in(row.get("value"))
	if fact.name == "division":
		for company in texts:
			require_visible_company(company)
	return fact, read_test(fact, row.get("operator"), texts)


def conditions_on(asked: list[tuple[Fact, Test]], company: str | None) -> Callable[[object], list[Criterion]]:
	"""Return what makes the conditions on a table of Customer, of one division where `company` names it.

	What limits the user has is not part of it. Raises DivisionAccessError.
	"""
	companies = visible_companies()
	if company:
		require_visible_company(company)
		companies = [company]

	def on_customer(customer) -> list[Criterion]:
		scope = Scope(customer, companies)
		found = [fact.criterion(test, scope) for fact, test in asked]
		return [*found, any_row(_accounts_in([company], customer))] if company else found

	return on_customer


def _criterion(customer, rows: list[dict], company: str | None) -> Criterion:
	asked = conditions_on(read_conditions(rows), company)(customer)
	asked += [customer.disabled == 0, *user_limits(customer)]
	companies = visible_companies()
	# A division that was asked for is one of them.
	if companies is not None and not company:
		asked.append(any_row(_accounts_in(companies, customer)))
	return Criterion.all(asked)


def _accounts_in(companies: list[str], customer):
	account = frappe.qb.DocType(ACCOUNT).as_("segment_account")
	query = frappe.qb.from_(account).select(account.customer).where(account.customer == customer.name)
	return query.where(account.company.isin(companies))


def user_limits(customer) -> list[Criterion]:
	"""Limits of the user other than divisions: by territory, customer group, or to named customers."""
	limits = []
	for doctype, permissions in get_user_permissions(frappe.session.user).items():
		relevant = [
			row.get("doc") for row in permissions if row.get("applicable_for") in (None, "", "Customer")
		]
		if doctype == "Company" or not relevant:
			continue
		if doctype == "Customer":
			limits.append(customer.name.isin(relevant))
		for field in frappe.get_meta("Customer").get("fields", {"fieldtype": "Link", "options": doctype}):
			if not field.ignore_user_permissions:
				column = customer[field.fieldname]
				limits.append(column.isin(relevant) | column.isnull() | (column == ""))
	return limits
