"""The record of a bulk action: made, counted, listed, and forgotten. Documents: Customer Bulk Action, Customer Bulk Row."""

import json

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import add_days, now_datetime

from workshop_crm.customer_management.profile.bulk.actions import (
	CHANGED,
	KEPT,
	SKIPPED,
	UNDONE,
	BulkAction,
	Outcome,
	registered_actions,
)
from workshop_crm.customer_management.profile.bulk.targets import Source
from workshop_crm.customer_management.profile.permissions import visible_customer_criterion
from workshop_crm.exceptions import BulkActionError

DOCTYPE, ROW = "Customer Bulk Action", "Customer Bulk Row"
QUEUED, RUNNING, FINISHED, STOPPED = "Queued", "Running", "Finished", "Stopped"
FAILED, UNDOING, WAS_UNDONE, WAITING = "Failed", "Undoing", "Undone", "Waiting"
ACTIVE = (QUEUED, RUNNING, UNDOING)
OUTCOMES = (WAITING, CHANGED, SKIPPED, UNDONE, KEPT)
SHOWN = (
	"name",
	"action",
	"parameters",
	"segment",
	"company",
	"status",
	"error",
	"total",
	"done",
	"changed",
	"skipped",
	"undone",
	"requested_by",
	"started_on",
	"finished_on",
	"undone_on",
	"creation",
)
MOST_REASONS = 20


def make(action: BulkAction, parameters: dict, source: Source, total: int):
	"""Insert the record of a new action of the session's user, with a row for each chosen customer."""
	document = frappe.new_doc(DOCTYPE)
	document.update(
		{
			"action": action.name,
			"parameters": as_text(parameters),
			"segment": source.segment,
			"company": source.company or "",
			"conditions": as_text(source.conditions) if source.conditions else None,
			"status": QUEUED,
			"total": total,
			"requested_by": frappe.session.user,
		}
	)
	document.flags.made_here = True
	return document.insert()


def as_text(value) -> str:
	"""Return `value` as JSON that compares equal for equal values."""
	return json.dumps(value, ensure_ascii=False, sort_keys=True)


def refuse_by_hand(document) -> None:
	"""Refuse a record that was not made through `make`: it would look like something that happened."""
	if not document.flags.made_here:
		frappe.throw(_("Bulk actions are started from a segment or a list of customers."), BulkActionError)


def write_rows(name: str, customers: list[str]) -> None:
	"""Note the customers of an action, all waiting, in this order, and their number."""
	now, user = now_datetime(), frappe.session.user
	fields = ["name", "owner", "modified_by", "creation", "modified", "bulk_action", "position", "customer"]
	rows = (
		(frappe.generate_hash(length=16), user, user, now, now, name, position, customer, WAITING)
		for position, customer in enumerate(customers, 1)
	)
	frappe.db.bulk_insert(ROW, [*fields, "outcome"], rows)
	change(name, collected=1, total=len(customers))


def next_rows(name: str, outcome: str, limit: int) -> list:
	"""Return the next rows with this outcome: name, customer, effect. Read beyond the transaction's own view."""
	row = frappe.qb.DocType(ROW)
	query = frappe.qb.from_(row).select(row.name, row.customer, row.effect)
	query = query.where((row.bulk_action == name) & (row.outcome == outcome))
	return query.orderby(row.position).limit(limit).for_update().run(as_dict=True)


def settle(outcomes: dict[str, Outcome]) -> None:
	"""Write what became of rows, by their names; equal outcomes in one statement."""
	alike: dict[Outcome, list[str]] = {}
	for name, outcome in outcomes.items():
		alike.setdefault(outcome, []).append(name)
	row = frappe.qb.DocType(ROW)
	for outcome, names in alike.items():
		query = frappe.qb.update(row).set(row.outcome, outcome.status).set(row.reason, outcome.reason)
		if outcome.status == CHANGED:
			query = query.set(row.effect, outcome.effect)
		query.where(row.name.isin(names)).run()


def count_again(name: str) -> None:
	"""Write how many customers of an action are done, changed, skipped and undone."""
	row = frappe.qb.DocType(ROW)
	query = frappe.qb.from_(row).select(row.outcome, Count("*")).where(row.bulk_action == name)
	counts = dict.fromkeys(OUTCOMES, 0) | dict(query.groupby(row.outcome).run())
	change(
		name,
		done=sum(counts.values()) - counts[WAITING],
		changed=counts[CHANGED] + counts[KEPT],
		skipped=counts[SKIPPED],
		undone=counts[UNDONE],
	)


def change(name: str, **values) -> None:
	"""Write fields of the record itself."""
	frappe.db.set_value(DOCTYPE, name, values, update_modified=False)


def locked_status(name: str) -> str | None:
	"""Lock the record until the end of the transaction and return its status."""
	return frappe.db.get_value(DOCTYPE, name, "status", for_update=True)


def progress(name: str) -> dict:
	"""Return the record as it is shown, with `label`, `percent`, `reasons` and what may be done next."""
	values = frappe.db.get_value(DOCTYPE, name, SHOWN, as_dict=True)
	shown = described(values, registered_actions())
	return {**shown, "reasons": reasons_of(name), "file": exported_file(name) is not None}


def described(values: dict, actions: dict[str, BulkAction]) -> dict:
	"""Return a record's fields with `label`, `detail` (what was asked for, in short), `percent`, `may_undo`."""
	action = actions.get(values["action"])
	asked = frappe.parse_json(values["parameters"] or "{}")
	parameters = [row for row in (action.parameters if action else ()) if row.kind != "long text"]
	total = values["total"] or 0
	done = values["undone"] if values["status"] == UNDOING else values["done"]
	open_to_undo = values["status"] in (FINISHED, STOPPED, FAILED) and values["changed"]
	return {
		**{field: value for field, value in values.items() if field != "parameters"},
		"detail": " · ".join(str(asked[row.name]) for row in parameters if asked.get(row.name)),
		"label": action.label if action else values["action"],
		"percent": round(100 * (done or 0) / total) if total else 0,
		"may_undo": bool(action and action.undo and open_to_undo),
	}


def reasons_of(name: str) -> list[dict]:
	"""Return why customers were left out or kept, the most frequent first: reason, count."""
	row = frappe.qb.DocType(ROW)
	number = Count("*")
	query = frappe.qb.from_(row).select(row.reason, number.as_("count")).groupby(row.reason)
	query = query.where((row.bulk_action == name) & row.outcome.isin([SKIPPED, KEPT]))
	return query.orderby(number, order=frappe.qb.desc).limit(MOST_REASONS).run(as_dict=True)


def rows_of(name: str, outcome: str | None, start: int, limit: int) -> list[dict]:
	"""Return rows of an action, of customers whom the session's user may see."""
	row, customer = frappe.qb.DocType(ROW), frappe.qb.DocType("Customer")
	query = frappe.qb.from_(row).join(customer).on(customer.name == row.customer)
	query = query.select(row.customer, customer.customer_name, customer.customer_name_ar)
	query = query.select(customer.customer_number, row.outcome, row.reason).where(row.bulk_action == name)
	if outcome:
		query = query.where(row.outcome == outcome)
	visible = visible_customer_criterion(None, customer.name)
	if visible is not None:
		query = query.where(visible)
	return query.orderby(row.position).limit(limit).offset(start).run(as_dict=True)


def exported_file(name: str) -> str | None:
	"""Return the name of the File that an export has made."""
	return frappe.db.get_value("File", {"attached_to_doctype": DOCTYPE, "attached_to_name": name})


def forget_rows(name: str) -> None:
	"""Remove the rows of an action that is being deleted; what it did stays."""
	frappe.db.delete(ROW, {"bulk_action": name})


def forget_older_than(days: int) -> None:
	"""Remove actions, their rows and files that were asked for more than `days` ago and are not at work."""
	filters = {"creation": ("<", add_days(now_datetime(), -days)), "status": ("not in", ACTIVE)}
	for name in frappe.get_all(DOCTYPE, filters=filters, pluck="name"):
		frappe.delete_doc(DOCTYPE, name, ignore_permissions=True, delete_permanently=True)
