"""Papers that run out: registration (mulkiya) and insurance, and the reminders about them.

A reminder is a ToDo for the advisor of the current owner (ERPNext's Account Manager). The vehicle keeps for which
date it was made: running the job again makes none, a new date makes a new one.
"""

from datetime import date

import frappe
from frappe import _
from frappe.utils import add_days, cint, formatdate, getdate

from workshop_crm.customer_management.profile.division_settings import settings_for
from workshop_crm.customer_management.profile.vehicles.ownership import VEHICLE

USUAL_DAYS = 30
MOST_DAYS = 365
# Expiry field and the field that keeps for which date a reminder was made.
PAPERS = {
	"registration_expiry": "registration_reminded_for",
	"policy_expiry": "policy_reminded_for",
}
LIST_FIELDS = ["name", "vehicle_title", "current_owner", *PAPERS]


def remind(today: date | None = None) -> int:
	"""Make the reminders due on `today` and return how many; run again, it makes none."""
	today = today or getdate()
	return sum(_remind_of(paper, today) for paper in PAPERS)


def expiring(days: int = USUAL_DAYS, start: int = 0, limit: int = 20) -> list[dict]:
	"""Return vehicles whose papers run out within `days`, soonest first, as far as the user may see them."""
	until = add_days(getdate(), min(max(days, 0), MOST_DAYS))
	between = ("between", [getdate(), until])
	return frappe.get_list(
		VEHICLE,
		or_filters=[[VEHICLE, paper, *between] for paper in PAPERS],
		fields=LIST_FIELDS,
		order_by="registration_expiry asc, policy_expiry asc",
		limit_start=start,
		limit_page_length=limit,
	)


def number_expiring(days: int = USUAL_DAYS) -> int:
	"""Return how many vehicles `expiring` lists, as far as the user may see them."""
	return len(expiring(days, limit=0))


def open_reminders(vehicle: str) -> list[str]:
	"""Return the names of the open ToDos about a vehicle."""
	filters = {"reference_type": VEHICLE, "reference_name": vehicle, "status": "Open"}
	return frappe.get_all("ToDo", filters=filters, pluck="name")


def stop_reminders(vehicle) -> None:
	"""Cancel the open reminders about a Customer Vehicle document, so that its next owner's can be made anew."""
	for name in open_reminders(vehicle.name):
		todo = frappe.get_doc("ToDo", name)
		todo.status = "Cancelled"
		todo.save(ignore_permissions=True)
	vehicle.update(dict.fromkeys(PAPERS.values()))


def days_before(customer: str) -> int:
	"""Return how many days before the expiry the divisions of `customer` remind: the earliest wish counts."""
	companies = frappe.get_all("Customer Division Account", filters={"customer": customer}, pluck="company")
	wishes = [cint(settings_for(company).get("expiry_reminder_days")) for company in companies]
	return max(wishes, default=USUAL_DAYS)


def advisor_of(customer: str) -> str | None:
	"""Return the enabled User who looks after `customer`, and is reminded."""
	advisor = frappe.db.get_value("Customer", customer, "account_manager")
	return advisor if advisor and frappe.db.get_value("User", advisor, "enabled") else None


def _remind_of(paper: str, today: date) -> int:
	due = _not_yet_reminded(paper, today)
	made = [_remind_owner(vehicle, paper) for vehicle in due if _is_due(vehicle, paper, today)]
	return sum(made)


def _not_yet_reminded(paper: str, today: date) -> list:
	vehicle = frappe.qb.DocType(VEHICLE)
	expiry, reminded = vehicle[paper], vehicle[PAPERS[paper]]
	query = frappe.qb.from_(vehicle).select(
		vehicle.name, vehicle.vehicle_title, vehicle.current_owner, expiry
	)
	query = query.where(vehicle.current_owner.isnotnull() & expiry[today : add_days(today, MOST_DAYS)])
	return query.where(reminded.isnull() | (reminded != expiry)).run(as_dict=True)


def _is_due(vehicle, paper: str, today: date) -> bool:
	return getdate(vehicle[paper]) <= getdate(add_days(today, days_before(vehicle.current_owner)))


def _remind_owner(vehicle, paper: str) -> int:
	frappe.db.set_value(VEHICLE, vehicle.name, PAPERS[paper], vehicle[paper], update_modified=False)
	advisor = advisor_of(vehicle.current_owner)
	if not advisor:
		return 0
	_make_reminder(vehicle, paper, advisor)
	return 1


def _make_reminder(vehicle, paper: str, advisor: str) -> None:
	texts = {
		"registration_expiry": _("The registration (mulkiya) of {0} runs out on {1}. Please tell the owner."),
		"policy_expiry": _("The insurance policy of {0} runs out on {1}. Please tell the owner."),
	}
	text = texts[paper].format(vehicle.vehicle_title, formatdate(vehicle[paper]))
	reference = {"reference_type": VEHICLE, "reference_name": vehicle.name}
	todo = {"doctype": "ToDo", "allocated_to": advisor, "date": vehicle[paper], "description": text}
	frappe.get_doc({**todo, **reference}).insert(ignore_permissions=True)
