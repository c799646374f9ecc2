"""Documents that run out, and the reminders about them.

A reminder is a ToDo for the advisor of the customer (ERPNext's Account Manager), as for the papers of vehicles. The
document keeps for which date it was made: running the job again makes none, a new date makes a new one.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, cint, formatdate, getdate

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.documents.documents import SHOWN_FIELDS, USUAL_DAYS, shown_rows
from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE
from workshop_crm.customer_management.profile.vehicles.expiry import MOST_DAYS, advisor_of, days_before


def remind(today: date | None = None) -> int:
	"""Make the reminders due on `today` and return how many; run again, it makes none."""
	today = today or getdate()
	return sum(_remind_of(row) for row in _not_yet_reminded(today) if _is_due(row, today))


def near_expiry(
	days: int = USUAL_DAYS, company: str | None = None, start: int = 0, limit: int = 20
) -> list[dict]:
	"""Return documents in use that run out within `days` (at most 365), soonest first, as far as the user may see them.

	Each is a row of `documents.shown_rows` with `customer_name`. With `company`, those of this division only.
	"""
	filters = near_expiry_filters(min(max(days, 0), MOST_DAYS))
	if company:
		filters["company"] = company
	rows = frappe.get_list(
		DOCTYPE,
		filters=filters,
		fields=[*SHOWN_FIELDS, "customer_name"],
		order_by="expiry_date asc, name asc",
		limit_start=start,
		limit_page_length=limit,
	)
	return shown_rows(rows)


def number_near_expiry(days: int = USUAL_DAYS) -> int:
	"""Return how many documents `near_expiry` lists, as far as the user may see them."""
	filters = near_expiry_filters(days)
	return frappe.get_list(DOCTYPE, filters=filters, fields=["count(name) as found"])[0].found


def near_expiry_filters(days: int = USUAL_DAYS) -> dict:
	"""Return the filters of a list of documents in use that run out within `days`."""
	today = getdate()
	return {"disabled": 0, "expiry_date": ["Between", [str(today), str(add_days(today, days))]]}


def stop_reminders_of_change(document) -> None:
	"""Cancel the open reminders about a document that has another expiry date now, or is out of use."""
	before = document.get_doc_before_save()
	if before is None:
		return
	renewed = str(before.expiry_date or "") != str(document.expiry_date or "")
	if not (renewed or (document.disabled and not before.disabled)):
		return
	document.db_set("reminded_for", None, update_modified=False)
	filters = {"reference_type": DOCTYPE, "reference_name": document.name, "status": "Open"}
	for name in frappe.get_all("ToDo", filters=filters, pluck="name"):
		todo = frappe.get_doc("ToDo", name)
		todo.status = "Cancelled"
		todo.save(ignore_permissions=True)


def _not_yet_reminded(today: date) -> list:
	document = frappe.qb.DocType(DOCTYPE)
	fields = (
		"name",
		"title",
		"document_type",
		"customer",
		"customer_name",
		"company",
		"expiry_date",
		"reminder_days",
	)
	query = frappe.qb.from_(document).select(*(document[field] for field in fields))
	query = query.where((document.disabled == 0) & document.expiry_date[today : add_days(today, MOST_DAYS)])
	reminded = document.reminded_for
	return query.where(reminded.isnull() | (reminded != document.expiry_date)).run(as_dict=True)


def _is_due(row, today: date) -> bool:
	return getdate(row.expiry_date) <= getdate(add_days(today, _days_before(row)))


def _days_before(row) -> int:
	"""Return the days of the document itself, else those of its division, else the longest of the customer's divisions."""
	if cint(row.reminder_days):
		return cint(row.reminder_days)
	if row.company:
		return cint(settings_for(row.company).get("expiry_reminder_days")) or USUAL_DAYS
	return days_before(row.customer)


def _remind_of(row) -> int:
	frappe.db.set_value(DOCTYPE, row.name, "reminded_for", row.expiry_date, update_modified=False)
	advisor = advisor_of(row.customer)
	if not advisor:
		return 0
	text = _("The document “{0}” of {1} runs out on {2}. Please ask for the new one.")
	todo = {
		"doctype": "ToDo",
		"allocated_to": advisor,
		"date": row.expiry_date,
		"description": text.format(
			row.title or _(row.document_type), row.customer_name, formatdate(row.expiry_date)
		),
		"reference_type": DOCTYPE,
		"reference_name": row.name,
	}
	frappe.get_doc(todo).insert(ignore_permissions=True)
	return 1
