"""The way of a takeaway order: ordered, preparing, ready, picked up. One writer for its status."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from workshop_crm.customer_management.profile.division_settings import require_feature
from workshop_crm.customer_management.profile.divisions import require_visible_company
from workshop_crm.customer_management.profile.takeaway.orders import (
	DOCTYPE,
	FEATURE,
	ORDERED,
	PICKED_UP,
	PREPARING,
	READY,
)
from workshop_crm.customer_management.profile.takeaway.ready_message import tell_customer
from workshop_crm.exceptions import TakeawayError


def start_preparing(order: str):
	"""Note that the kitchen has begun; from Ordered only. Returns the order. Raises as `make_ready` does."""
	return _save(_open_order(order, (ORDERED,)), PREPARING)


def make_ready(order: str, notify: bool = True):
	"""Note that the order is ready and tell the customer, or with `notify` false leave it to be picked up untold.

	Returns the order. Raises MessageChannelMissingError (nothing is changed then), TakeawayError where it is ready or
	picked up already, FeatureSwitchedOffError, DivisionAccessError, frappe.PermissionError.
	"""
	doc = _open_order(order, (ORDERED, PREPARING))
	if notify:
		tell_customer(doc)
		doc.ready_notified_on = now_datetime().replace(microsecond=0)
	return _save(doc, READY)


def hand_out(order: str):
	"""Note that the customer has the order, whether or not somebody marked it ready. Raises as `make_ready` does."""
	return _save(_open_order(order, (ORDERED, PREPARING, READY)), PICKED_UP)


def step_back(order: str):
	"""Take the last step back, as after a slip of the finger; the customer who was told stays told. Raises as above."""
	doc = _open_order(order, (PREPARING, READY, PICKED_UP))
	earlier = {PREPARING: ORDERED, READY: PREPARING, PICKED_UP: READY}
	return _save(doc, earlier[doc.pick_up_status])


def _open_order(order: str, allowed: tuple[str, ...]):
	"""Return the locked order, so that of two who press a button at once the second is told."""
	doc = frappe.get_doc(DOCTYPE, order, for_update=True)
	doc.check_permission("write")
	require_visible_company(doc.company)
	if not doc.get("is_takeaway") or doc.docstatus != 1:
		frappe.throw(_("{0} is no submitted takeaway order.").format(doc.name), TakeawayError)
	require_feature(doc.company, FEATURE)
	if doc.pick_up_status not in allowed:
		message = _("The order {0} has the status {1} already.")
		frappe.throw(message.format(doc.name, _(doc.pick_up_status)), TakeawayError)
	return doc


def _save(doc, status: str):
	doc.pick_up_status = status
	doc.flags.takeaway_step = True
	return doc.save()
