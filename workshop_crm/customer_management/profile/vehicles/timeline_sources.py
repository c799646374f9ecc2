"""What the customer's timeline tells of his vehicles and devices: when he got them and when he gave them away."""

from frappe import _, get_list

from workshop_crm.customer_management.profile.customer_360.timeline import (
	TimelineEvent,
	event_day,
	event_moment,
	timeline_source,
)
from workshop_crm.customer_management.profile.vehicles.ownership import DEVICE, DOCTYPE, OWNER, VEHICLE

FIELDS = ["name", "item_doctype", "item", "item_title", "role", "creation", "modified", "owner"]


@timeline_source("vehicle", lambda: _("Vehicles and devices"), DOCTYPE)
def things_received(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The day on which each vehicle and device came to the customer."""
	rows = _rows([["customer", "=", customer]], "from_date", limit)
	return [_event(row, _received(row), row.creation) for row in rows]


@timeline_source("vehicle", lambda: _("Vehicles and devices"), DOCTYPE)
def things_given_away(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The day on which the customer ceased to have a vehicle or device."""
	rows = _rows([["customer", "=", customer], ["to_date", "is", "set"]], "to_date", limit)
	return [_event(row, _given_away(row), row.modified) for row in rows]


def _rows(filters: list, day_field: str, limit: int) -> list:
	fields = [*FIELDS, f"{day_field} as day"]
	order = f"{day_field} desc, creation desc"
	return get_list(DOCTYPE, filters=filters, fields=fields, order_by=order, limit_page_length=limit)


def _event(row, title: str, recorded) -> TimelineEvent:
	return TimelineEvent(
		kind="vehicle",
		on=event_day(row.day),
		recorded=event_moment(recorded),
		title=title,
		detail=row.item_title or "",
		doctype=row.item_doctype,
		name=row.item,
		user=row.owner,
	)


def _received(row) -> str:
	if row.role != OWNER:
		return _("Vehicle entered as driver or fleet")
	return _("Device entered") if row.item_doctype == DEVICE else _("Vehicle entered")


def _given_away(row) -> str:
	if row.role != OWNER:
		return _("No longer driver or fleet of the vehicle")
	return _("Vehicle given away") if row.item_doctype == VEHICLE else _("Device given away")
