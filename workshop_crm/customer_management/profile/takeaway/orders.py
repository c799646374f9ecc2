"""The rules of an order to be picked up: a Sales Order with a time within the opening hours of its division."""

from datetime import datetime

import frappe
from frappe import _
from frappe.utils import flt, get_datetime, get_time, now_datetime

from workshop_crm.customer_management.culture.dates import format_datetime
from workshop_crm.customer_management.profile.customers import keep_computed
from workshop_crm.customer_management.profile.division_settings import require_feature, settings_for
from workshop_crm.customer_management.profile.divisions import require_standing, require_visible_company
from workshop_crm.customer_management.profile.standing import Action
from workshop_crm.customer_management.profile.takeaway import hours, menu
from workshop_crm.exceptions import TakeawayError

DOCTYPE = "Sales Order"
FEATURE = "takeaway"
ORDERED, PREPARING, READY, PICKED_UP = "Ordered", "Preparing", "Ready", "Picked Up"
MOST_PIECES = 10_000
# Only `steps.py` writes these.
WRITTEN_BY_STEPS = ("pick_up_status", "ready_notified_on")


def place_order(customer: str, company: str, items: list[dict], pick_up_time: str):
	"""Submit a takeaway order and return it; `items` are dicts of item_code and qty, at the division's prices.

	Needs the right to create and submit Sales Orders. Raises TakeawayError, FeatureSwitchedOffError, StandingError,
	DivisionAccessError, frappe.PermissionError.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	require_visible_company(company)
	require_feature(company, FEATURE)
	require_standing(customer, company, Action.SALE)
	at = require_pick_up_time(company, pick_up_time)
	price_list = menu.price_list_of(company, customer)
	order = frappe.new_doc(DOCTYPE)
	order.update({"customer": customer, "company": company, "is_takeaway": 1, "pick_up_time": at})
	order.update({"order_type": "Sales", "delivery_date": at.date()})
	order.selling_price_list = price_list or order.selling_price_list
	for row in _priced(company, items, price_list):
		order.append("items", {**row, "delivery_date": at.date()})
	order.insert()
	return order.submit()


def check_order(order) -> None:
	"""Refuse a takeaway order that cannot be picked up at its time, and empty the fields of any other order."""
	if not order.get("is_takeaway"):
		for field in ("pick_up_time", *WRITTEN_BY_STEPS):
			order.set(field, None)
		return
	require_feature(order.company, FEATURE)
	order.pick_up_time = require_pick_up_time(order.company, order.pick_up_time)
	order.update({"pick_up_status": ORDERED, "ready_notified_on": None})


def check_later_change(order) -> None:
	"""Hold a submitted order to the same rules: its time may move, its status moves by the steps only."""
	before = order.get_doc_before_save()
	if not order.flags.takeaway_step:
		keep_computed(order, WRITTEN_BY_STEPS)
	if order.get("is_takeaway") and get_datetime(order.pick_up_time) != get_datetime(before.pick_up_time):
		order.pick_up_time = require_pick_up_time(order.company, order.pick_up_time)


def require_pick_up_time(company: str, pick_up_time: str | datetime | None) -> datetime:
	"""Return the moment of `pick_up_time`, in the time of the site.

	Raises TakeawayError where it is missing, past, or outside the opening hours of the division.
	"""
	at = _moment(pick_up_time)
	if at < now_datetime().replace(second=0, microsecond=0):
		_refuse(_("The pick-up time {0} has passed."), format_datetime(at, frappe.local.lang))
	if not hours.is_open(at, opening_hours(company)):
		_refuse_closed(company, at)
	return at


def opening_hours(company: str) -> list[hours.Stretch]:
	"""Return the opening hours in the settings of the division."""
	return [
		hours.Stretch(row.weekday, get_time(row.opens_at), get_time(row.closes_at))
		for row in settings_for(company).opening_hours
	]


def _moment(pick_up_time) -> datetime:
	at = pick_up_time
	if isinstance(pick_up_time, str):
		try:
			at = datetime.fromisoformat(pick_up_time)
		except ValueError:
			at = None
	if at is None:
		_refuse(_("Please give the day and the time of picking up."))
	if at.tzinfo is not None:
		_refuse(_("The pick-up time is a time of the division, without a time zone."))
	return at


def _refuse_closed(company: str, at: datetime) -> None:
	of_day = hours.stretches_on(at, opening_hours(company))
	if not of_day:
		_refuse(_("{0} is closed on {1}."), company, _(hours.WEEKDAYS[at.weekday()]))
	spans = ", ".join(f"{each.opens_at:%H:%M}–{each.closes_at:%H:%M}" for each in of_day)
	_refuse(_("{0} is open on {1} at {2}."), company, _(hours.WEEKDAYS[at.weekday()]), spans)


def _priced(company: str, items: list[dict], price_list: str | None) -> list[dict]:
	"""Return rows of an order with the prices of today; what has none, or is not offered, is refused."""
	if not items:
		_refuse(_("Please choose at least one item."))
	prices = menu.prices_of([row["item_code"] for row in items], price_list)
	for row in items:
		if not 0 < flt(row["qty"]) <= MOST_PIECES:
			_refuse(_("The quantity of {0} must be more than 0 and at most 10,000."), row["item_code"])
		if row["item_code"] not in prices or not menu.is_offered(company, row["item_code"]):
			_refuse(_("{0} is not offered as takeaway by {1}."), row["item_code"], company)
	return [
		{
			"item_code": row["item_code"],
			"qty": flt(row["qty"]),
			"rate": prices[row["item_code"]]["rate"],
			"price_list_rate": prices[row["item_code"]]["rate"],
		}
		for row in items
	]


def _refuse(message: str, *values: str) -> None:
	frappe.throw(message.format(*values), TakeawayError)
