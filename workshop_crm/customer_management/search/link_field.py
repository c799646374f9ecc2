"""What a Customer link field offers while typing: the customers that the search finds, best first."""

import frappe

from workshop_crm.customer_management.culture.phones import format_phone
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.standing import Action, Standing
from workshop_crm.customer_management.search.search import suggest_customers

ACCOUNT = "Customer Division Account"
# Filters of the form leave some out, so more are asked for than are shown.
MOST_FOUND = 100
SHOWN_FIELDS = ("name", "customer_name", "customer_name_ar", "mobile_no", "customer_number")


@frappe.whitelist(methods=["GET", "POST"])
def customers_for_link(
	doctype: str,
	txt: str | None,
	searchfield: str,
	start: int,
	page_len: int,
	filters: dict | list | None = None,
	as_dict: bool = False,
) -> list:
	"""Return rows of name, customer_name, customer_name_ar, phone and customer_number for a link field.

	The standard query of Customer links (hook `standard_queries`), with the arguments that Frappe gives it. Disabled
	customers and those whose standing hides them from pickers in every division of the user are left out. An empty
	text gives those changed last. Raises frappe.PermissionError.
	"""
	names = None
	if (txt or "").strip():
		names = [row["name"] for row in suggest_customers(txt, limit=MOST_FOUND)]
	rows = _offered(names, filters, start, page_len)
	return rows if as_dict else [tuple(row.values()) for row in rows]


def _offered(names: list[str] | None, filters, start: int, page_len: int) -> list[dict]:
	rows = {row.name: row for row in _listed(names, filters, start + page_len)}
	hidden = hidden_from_pickers(list(rows))
	order = list(rows) if names is None else [name for name in names if name in rows]
	shown = [rows[name] for name in order if name not in hidden][start : start + page_len]
	return [{**row, "mobile_no": format_phone(row.mobile_no) if row.mobile_no else ""} for row in shown]


def _listed(names: list[str] | None, filters, wanted: int) -> list:
	"""Rows that the form's own filters and the user's permissions leave, by Frappe's list."""
	conditions = [["Customer", "disabled", "!=", 1], *_as_conditions(filters)]
	if names is not None:
		conditions.append(["Customer", "name", "in", names or [""]])
	return frappe.get_list(
		"Customer",
		filters=conditions,
		fields=list(SHOWN_FIELDS),
		order_by="modified desc",
		limit_page_length=wanted if names is None else MOST_FOUND,
	)


def _as_conditions(filters) -> list:
	if isinstance(filters, dict):
		return [
			["Customer", field, *(value if isinstance(value, list | tuple) else ("=", value))]
			for field, value in filters.items()
		]
	return list(filters or [])


def hidden_from_pickers(customers: list[str]) -> set[str]:
	"""Return those of `customers` whose accounts, as far as the user may see them, all refuse to be picked.

	Who has no account yet is offered.
	"""
	if not customers:
		return set()
	companies = visible_companies()
	filters = {"customer": ("in", customers)}
	filters |= {} if companies is None else {"company": ("in", companies or [""])}
	accounts = frappe.get_all(ACCOUNT, filters=filters, fields=["customer", "status"], order_by=None)
	offered = {row.customer for row in accounts if Standing(row.status).allows(Action.PICK)}
	return {row.customer for row in accounts} - offered
