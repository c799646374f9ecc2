"""Orders to be picked up over HTTP, for divisions that have them switched on."""

import frappe
from pydantic import ConfigDict
from typing_extensions import TypedDict

from workshop_crm.api.arguments import page_of, read_as, shaped
from workshop_crm.customer_management.profile.division_settings import require_feature
from workshop_crm.customer_management.profile.divisions import require_visible_company
from workshop_crm.customer_management.profile.takeaway import board, menu, orders, steps


class OrderedItem(TypedDict):
	"""An item and how many of it."""

	__pydantic_config__ = ConfigDict(extra="forbid")

	item_code: str
	qty: float


@shaped(items=list[OrderedItem])
@frappe.whitelist(methods=["POST"])
def create(customer: str, company: str, items: str | list, pick_up_time: str) -> dict:
	"""Take an order to be picked up at `pick_up_time` (ISO, time of the site), at the division's prices; submits it.

	Returns the order as `today` does. Raises TakeawayError (time past or outside the opening hours, an item that is not
	offered), StandingError, FeatureSwitchedOffError, DivisionAccessError, PermissionError.
	"""
	frappe.has_permission(orders.DOCTYPE, "create", throw=True)
	ordered = read_as(list[OrderedItem], items)
	return board.shown_order(orders.place_order(customer, company, ordered, pick_up_time).name)


@frappe.whitelist(methods=["GET", "POST"])
def items(
	customer: str, company: str, text: str = "", limit_start: int = 0, limit_page_length: int = 20
) -> list[dict]:
	"""What the division offers to this customer: item_code, item_name, rate, currency; `text` narrows it.

	Raises FeatureSwitchedOffError, DivisionAccessError, PermissionError, ValidationError for a longer page.
	"""
	frappe.has_permission(orders.DOCTYPE, "create", throw=True)
	frappe.get_doc("Customer", customer).check_permission("read")
	require_visible_company(company)
	require_feature(company, orders.FEATURE)
	start, length = page_of(limit_start, limit_page_length)
	return menu.offered_items(company, customer, text)[start : start + length]


@frappe.whitelist(methods=["GET", "POST"])
def today(day: str | None = None, company: str | None = None) -> dict:
	"""The pick-ups of today, or of `day`, by time: day, now, divisions, may_change, may_create, orders (at most 500).

	Raises FeatureSwitchedOffError where no division in sight offers takeaway, DivisionAccessError, PermissionError.
	"""
	return board.pick_ups(day, company)


@frappe.whitelist(methods=["POST"])
def start(order: str) -> dict:
	"""Note that the kitchen has begun. Returns the order; raises as `ready` does."""
	return board.shown_order(steps.start_preparing(order).name)


@frappe.whitelist(methods=["POST"])
def ready(order: str, notify: bool = True) -> dict:
	"""Note that the order is ready and tell the customer; with `notify` false he is not told.

	Returns the order. Raises MessageChannelMissingError where nothing could reach him (nothing is changed then),
	TakeawayError where the order is ready or picked up already, FeatureSwitchedOffError, PermissionError.
	"""
	return board.shown_order(steps.make_ready(order, notify).name)


@frappe.whitelist(methods=["POST"])
def picked_up(order: str) -> dict:
	"""Note that the customer has his order. Returns the order; raises as `ready` does."""
	return board.shown_order(steps.hand_out(order).name)


@frappe.whitelist(methods=["POST"])
def undo(order: str) -> dict:
	"""Take the last step of an order back. Returns the order; raises as `ready` does."""
	return board.shown_order(steps.step_back(order).name)
