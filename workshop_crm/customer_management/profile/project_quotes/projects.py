"""The projects of a customer with a division, and what was quoted for each."""

from collections.abc import Iterable

import frappe
from frappe import _
from frappe.utils import flt

from workshop_crm.customer_management.profile.customer_360.purchases import company_currency
from workshop_crm.customer_management.profile.visible_records import readable, require_feature_for
from workshop_crm.exceptions import ProjectQuoteError

DOCTYPE = "Project"
QUOTATION = "Quotation"
FEATURE = "project_quotes"
FIELDS = ["name", "project_name", "status", "percent_complete", "expected_start_date", "expected_end_date"]
QUOTATION_FIELDS = [
	"name",
	"quoted_project",
	"transaction_date",
	"valid_till",
	"status",
	"grand_total",
	"base_grand_total",
	"currency",
]
NEWEST_FIRST = "transaction_date desc, creation desc"
# A draft counts as well: it is what staff are about to offer.
IN_PLAY = ("Draft", "Open", "Replied")
ORDERED = ("Ordered", "Partially Ordered")
# So many quotations stand with a project; the others are read when asked for.
SHOWN_WITH_PROJECT = 5


def projects_of(customer: str, company: str, start: int = 0, limit: int = 20) -> dict:
	"""Return the projects of `customer` with the division, newest first, each with its latest `quotations`.

	`rows`, `has_more`, `next_start`, `totals` over all of his projects, and what the viewer may do. Sums are in the
	division's currency. Raises FeatureSwitchedOffError, DivisionAccessError, frappe.PermissionError.
	"""
	require_feature_for(customer, company, FEATURE)
	frappe.has_permission(DOCTYPE, "read", throw=True)
	filters = {"customer": customer, "company": company}
	names = frappe.get_list(DOCTYPE, filters=filters, pluck="name", limit_page_length=0)
	quotations = _by_project(_quotations(names))
	page = frappe.get_list(
		DOCTYPE,
		filters=filters,
		fields=FIELDS,
		order_by="creation desc",
		limit_start=start,
		limit_page_length=limit + 1,
	)
	return {
		"rows": [_shown(project, quotations.get(project.name, [])) for project in page[:limit]],
		"has_more": len(page) > limit,
		"next_start": start + limit,
		"totals": {"projects": len(names), **_sums(row for rows in quotations.values() for row in rows)},
		"currency": company_currency(company),
		**viewer_rights(),
	}


def quotations_of(project: str, start: int = 0, limit: int = 20) -> dict:
	"""Return the quotations for one project, newest first: `rows`, `has_more`, `next_start`.

	Raises ProjectQuoteError for a project without customer, FeatureSwitchedOffError, DivisionAccessError,
	frappe.PermissionError, frappe.DoesNotExistError.
	"""
	frappe.has_permission(QUOTATION, "read", throw=True)
	doc = frappe.get_doc(DOCTYPE, project)
	doc.check_permission("read")
	if not doc.customer:
		frappe.throw(_("Project {0} has no customer.").format(project), ProjectQuoteError)
	require_feature_for(doc.customer, doc.company, FEATURE)
	rows = _quotations([project], start, limit + 1)
	return {
		"rows": [_shown_quotation(row) for row in rows[:limit]],
		"has_more": len(rows) > limit,
		"next_start": start + limit,
	}


def viewer_rights() -> dict:
	"""Return whether the session's user may see quotations, begin one, and begin a project with it."""
	may_see = readable(QUOTATION)
	may_quote = may_see and bool(frappe.has_permission(QUOTATION, "create"))
	return {
		"may_see_quotations": may_see,
		"may_quote": may_quote,
		"may_begin_project": may_quote and bool(frappe.has_permission(DOCTYPE, "create")),
	}


def _quotations(projects: list[str], start: int = 0, limit: int = 0) -> list:
	if not projects or not readable(QUOTATION):
		return []
	return frappe.get_list(
		QUOTATION,
		filters={"quoted_project": ("in", projects), "docstatus": ("<", 2)},
		fields=QUOTATION_FIELDS,
		order_by=NEWEST_FIRST,
		limit_start=start,
		limit_page_length=limit,
	)


def _by_project(quotations: list) -> dict[str, list]:
	grouped: dict[str, list] = {}
	for row in quotations:
		grouped.setdefault(row.quoted_project, []).append(row)
	return grouped


def _sums(quotations: Iterable) -> dict:
	"""Return how many quotations there are, and the sums of those in play and of those ordered."""
	rows = list(quotations)
	return {
		"quotations": len(rows),
		"in_play": sum(flt(row.base_grand_total) for row in rows if row.status in IN_PLAY),
		"ordered": sum(flt(row.base_grand_total) for row in rows if row.status in ORDERED),
	}


def _shown(project, quotations: list) -> dict:
	shown = [_shown_quotation(row) for row in quotations[:SHOWN_WITH_PROJECT]]
	sums = _sums(quotations)
	return {**project, **sums, "quotations": shown, "more_quotations": len(quotations) - len(shown)}


def _shown_quotation(row) -> dict:
	return {
		"name": row.name,
		"on": row.transaction_date,
		"valid_till": row.valid_till,
		"status": row.status,
		"amount": row.grand_total,
		"currency": row.currency,
	}
