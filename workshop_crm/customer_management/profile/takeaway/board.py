"""The day's pick-ups of the divisions the viewer may see, in the order in which customers come."""

from datetime import datetime, time

import frappe
from frappe import _
from frappe.utils import flt, getdate, now_datetime

from workshop_crm.customer_management.profile.customer_360.balances import DECIMALS
from workshop_crm.customer_management.profile.customer_360.purchases import company_currency
from workshop_crm.customer_management.profile.division_settings import divisions_with
from workshop_crm.customer_management.profile.divisions import require_visible_company
from workshop_crm.customer_management.profile.permissions import visible_companies
from workshop_crm.customer_management.profile.takeaway.orders import DOCTYPE, FEATURE
from workshop_crm.exceptions import FeatureSwitchedOffError

FIELDS = ["name", "customer", "customer_name", "company", "pick_up_time", "pick_up_status"]
FIELDS += ["ready_notified_on", "base_grand_total"]
MOST_ORDERS = 500


def pick_ups(day: str | None = None, company: str | None = None) -> dict:
	"""Return the submitted takeaway orders of one day (default today), by pick-up time.

	Returns `day`, `now` (both in the time of the site), `divisions` that may be chosen, `may_change`, `may_create` and `orders`.
	Raises FeatureSwitchedOffError where no division in sight offers takeaway, frappe.PermissionError.
	"""
	frappe.has_permission(DOCTYPE, "read", throw=True)
	divisions = serving_divisions()
	if company:
		require_visible_company(company)
	chosen = [company] if company in divisions else [] if company else divisions
	date = getdate(day)
	return {
		"day": date.isoformat(),
		"now": now_datetime().isoformat(sep=" ", timespec="seconds"),
		"divisions": divisions,
		"may_change": bool(frappe.has_permission(DOCTYPE, "write")),
		"may_create": bool(frappe.has_permission(DOCTYPE, "create")),
		"orders": shown_orders(_orders_of(date, chosen)),
	}


def serving_divisions() -> list[str]:
	"""Return the divisions in sight that offer takeaway. Raises FeatureSwitchedOffError where there is none."""
	divisions = divisions_with(FEATURE, visible_companies())
	if not divisions:
		message = _("No division that you may see has takeaway orders switched on.")
		frappe.throw(message, FeatureSwitchedOffError)
	return divisions


def shown_order(order: str) -> dict:
	"""Return one order as the board shows it."""
	rows = frappe.get_all(DOCTYPE, filters={"name": order}, fields=FIELDS)
	return shown_orders(rows)[0]


def shown_orders(rows: list) -> list[dict]:
	"""Give orders their items and the name and phone to call, each in one query for all of them."""
	items = frappe.get_all(
		"Sales Order Item",
		filters={"parenttype": DOCTYPE, "parent": ("in", [row.name for row in rows] or [""])},
		fields=["parent", "item_name", "qty"],
		order_by="parent, idx",
	)
	people = {row.name: row for row in _people([row.customer for row in rows])}
	return [
		_shown(row, people[row.customer], [item for item in items if item.parent == row.name]) for row in rows
	]


def _orders_of(day, companies: list[str]) -> list:
	span = [datetime.combine(day, time.min), datetime.combine(day, time.max)]
	return frappe.get_list(
		DOCTYPE,
		filters={
			"is_takeaway": 1,
			"docstatus": 1,
			"company": ("in", companies or [""]),
			"pick_up_time": ("between", span),
		},
		fields=FIELDS,
		order_by="pick_up_time, creation",
		limit_page_length=MOST_ORDERS,
	)


def _people(customers: list[str]) -> list:
	fields = ["name", "customer_name", "customer_name_ar", "mobile_no"]
	return frappe.get_all("Customer", filters={"name": ("in", customers or [""])}, fields=fields)


def _shown(row, person, items: list) -> dict:
	return {
		"name": row.name,
		"customer": row.customer,
		"customer_name": person.customer_name,
		"customer_name_ar": person.customer_name_ar,
		"phone": person.mobile_no,
		"company": row.company,
		"pick_up_time": row.pick_up_time.isoformat(sep=" ", timespec="minutes"),
		"pick_up_status": row.pick_up_status,
		"ready_notified_on": str(row.ready_notified_on or "") or None,
		"amount": flt(row.base_grand_total, DECIMALS),
		"currency": company_currency(row.company),
		"items": [{"item_name": item.item_name, "qty": flt(item.qty)} for item in items],
	}
