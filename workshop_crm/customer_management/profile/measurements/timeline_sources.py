"""What the customer's timeline tells of his measurements: each day something was measured, and on whom."""

import frappe
from frappe import _

from workshop_crm.customer_management.profile.customer_360.timeline import (
	TimelineEvent,
	event_day,
	event_moment,
	timeline_source,
)
from workshop_crm.customer_management.profile.measurements.measurements import DOCTYPE
from workshop_crm.customer_management.profile.measurements.sets import labels_of_sets
from workshop_crm.customer_management.profile.visible_records import division_filter

FIELDS = ["name", "company", "measurement_set", "person", "measured_on", "creation", "owner"]


@timeline_source("measurement", lambda: _("Measurements"), DOCTYPE)
def takings(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The takings of measurements; none where the division has switched them off."""
	rows = frappe.get_list(
		DOCTYPE,
		filters=[["customer", "=", customer], *division_filter(companies)],
		fields=FIELDS,
		order_by="measured_on desc, creation desc",
		limit_page_length=limit,
	)
	labels = labels_of_sets() if rows else {}
	return [_event(row, labels) for row in rows]


def _event(row, labels: dict[str, str]) -> TimelineEvent:
	return TimelineEvent(
		kind="measurement",
		on=event_day(row.measured_on),
		recorded=event_moment(row.creation),
		title=_("Measurements taken: {0}").format(labels.get(row.measurement_set, row.measurement_set)),
		detail=row.person or "",
		doctype=DOCTYPE,
		name=row.name,
		company=row.company,
		user=row.owner,
	)
