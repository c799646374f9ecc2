"""Projects of customers over HTTP: with what was quoted for them, and a new quotation."""

from dataclasses import asdict, dataclass

import frappe

from workshop_crm.api.arguments import page_of, read_fields, takes
from workshop_crm.api.v1.shapes import QuotedItem
from workshop_crm.customer_management.profile.project_quotes import projects
from workshop_crm.customer_management.profile.project_quotes.quotations import begin_quotation

# The endpoint `list` hides the type of that name at the end of this file.
QuotedItems = list[QuotedItem]


@dataclass(frozen=True)
class NewQuotation:
	"""A quotation for `project`, or for a new one named `project_name`; dates as ISO text."""

	customer: str
	company: str
	items: QuotedItems
	project: str | None = None
	project_name: str | None = None
	expected_start_date: str | None = None
	expected_end_date: str | None = None
	valid_till: str | None = None


@takes(NewQuotation)
@frappe.whitelist(methods=["POST"])
def create_quotation(**quotation: object) -> dict:
	"""Make a draft Quotation for a project of the customer with a division; a new project is made along with it.

	Returns quotation, project. Raises ProjectQuoteError (the project is another customer's or division's), MandatoryError,
	FeatureSwitchedOffError, StandingError, UniqueValidationError (the name of the new project is taken), PermissionError.
	"""
	frappe.has_permission(projects.QUOTATION, "create", throw=True)
	made = begin_quotation(**asdict(read_fields(NewQuotation, quotation)))
	return {"quotation": made.name, "project": made.quoted_project}


@frappe.whitelist(methods=["GET", "POST"])
def quotations(project: str, limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""The quotations for a project, newest first: `rows` (name, on, valid_till, status, amount, currency), has_more, next_start.

	Raises FeatureSwitchedOffError, PermissionError, DoesNotExistError, ValidationError for a longer page.
	"""
	frappe.has_permission(projects.QUOTATION, "read", throw=True)
	return projects.quotations_of(project, *page_of(limit_start, limit_page_length))


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str, company: str, limit_start: int = 0, limit_page_length: int = 20) -> dict:
	"""The projects of a customer with a division: `rows` with their latest quotations, `totals`, `currency`, has_more, next_start.

	Also may_see_quotations, may_quote and may_begin_project. Raises FeatureSwitchedOffError, DivisionAccessError, PermissionError.
	"""
	return projects.projects_of(customer, company, *page_of(limit_start, limit_page_length))
