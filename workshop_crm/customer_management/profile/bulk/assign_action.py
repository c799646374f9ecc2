"""Assigning many customers to a user, through Frappe's own assignments (ToDo)."""

from datetime import date

import frappe
from frappe import _
from frappe.desk.form import assign_to

from workshop_crm.customer_management.profile.bulk.actions import (
	BulkAction,
	Outcome,
	Parameter,
	each,
	text_of,
)
from workshop_crm.exceptions import BulkActionError

# Each is a ToDo and a notice for one person.
MOST_ASSIGNED = 500
MOST_USERS = 200


def assign_actions() -> list[BulkAction]:
	"""Return the action, for the hook list `bulk_actions`."""
	return [
		BulkAction(
			"assign",
			_("Assign to a user"),
			"read",
			_read,
			_assign,
			parameters=(
				Parameter("user", _("Assign To"), "select", options=_users),
				Parameter("description", _("What Is to Be Done"), "long text"),
				Parameter("date", _("Complete By"), "date", required=False),
			),
			refusals=_who_is_left_out,
			most=MOST_ASSIGNED,
		)
	]


def _users() -> list[tuple[str, str]]:
	"""Users of the desk by name; whether one may see a customer is asked for each customer."""
	filters = {"name": ("not in", ("Administrator", "Guest")), "enabled": 1, "user_type": "System User"}
	users = frappe.get_all(
		"User", filters, ["name", "full_name"], order_by="full_name", limit_page_length=MOST_USERS
	)
	return [(user.name, user.full_name or user.name) for user in users]


def _read(parameters: dict) -> dict:
	user = text_of(parameters, "user", _("Assign To"))
	known = frappe.db.get_value("User", user, ["enabled", "user_type"])
	if not known or known[0] != 1 or known[1] != "System User":
		frappe.throw(_("{0} is not a user of the desk.").format(user), BulkActionError)
	label = _("What Is to Be Done")
	values = {"user": user, "description": text_of(parameters, "description", label, 500)}
	return {**values, "date": _day(parameters.get("date"))}


def _day(text) -> str | None:
	if not text:
		return None
	try:
		return date.fromisoformat(str(text)).isoformat()
	except ValueError:
		message = _("{0} is not a date. Please write it as year-month-day.")
		frappe.throw(message.format(text), BulkActionError)


def _who_is_left_out(targets: list, parameters: dict) -> dict[str, str]:
	user = parameters["user"]
	filters = {
		"reference_type": "Customer",
		"reference_name": ("in", [row.name for row in targets]),
		"allocated_to": user,
		"status": "Open",
	}
	assigned = set(frappe.get_all("ToDo", filters=filters, pluck="reference_name"))
	return {row.name: _refusal(row, user, assigned) for row in targets}


def _refusal(row, user: str, assigned: set[str]) -> str:
	if row.name in assigned:
		return _("Is assigned to this user already.")
	# Frappe would share the customer with him; who sees whom is not decided here.
	document = frappe.get_doc({**row, "doctype": "Customer"})
	if not frappe.has_permission("Customer", "read", doc=document, user=user):
		return _("The user may not see this customer.")
	return ""


def _assign(targets: list, parameters: dict) -> dict[str, Outcome]:
	day = {"date": parameters["date"]} if parameters["date"] else {}

	def work(target) -> Outcome:
		values = {"doctype": "Customer", "name": target.name, "description": parameters["description"]}
		assign_to.add({**values, **day, "assign_to": [parameters["user"]]})
		return Outcome()

	return each(targets, work)
