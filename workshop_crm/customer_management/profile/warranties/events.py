"""What claims add to the history of a vehicle and to the timeline of a customer."""

import frappe
from frappe import _
from frappe.utils import getdate, strip_html

from workshop_crm.customer_management.profile.customer_360.timeline import (
	TimelineEvent,
	event_day,
	event_moment,
	timeline_source,
)
from workshop_crm.customer_management.profile.division_settings import divisions_with
from workshop_crm.customer_management.profile.vehicles.wall import VehicleEvent
from workshop_crm.customer_management.profile.visible_records import division_filter
from workshop_crm.customer_management.profile.warranties.claims import DOCTYPE, EXCERPT, FEATURE


def vehicle_claims(vehicle: str) -> list[VehicleEvent]:
	"""Read the claims on a vehicle: a reader of `vehicle_history`. A complaint stays with the one who made it."""
	fields = ["name", "complaint_date", "complaint", "customer", "customer_name"]
	rows = frappe.get_all(DOCTYPE, filters={"customer_vehicle": vehicle}, fields=fields)
	title = _("Warranty claim")
	return [
		VehicleEvent(
			kind="warranty_claim",
			on=getdate(row.complaint_date),
			title=title,
			customer=row.customer,
			customer_name=row.customer_name or "",
			words=strip_html(row.complaint or "")[:EXCERPT],
			doctype=DOCTYPE,
			name=row.name,
			is_private=True,
		)
		for row in rows
	]


@timeline_source("warranty", lambda: _("Warranty claims"), DOCTYPE)
def customer_claims(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The customer's own claims; none with a division that has warranties switched off."""
	companies = divisions_with(FEATURE, companies)
	fields = ["name", "complaint_date", "complaint", "status", "company", "creation", "owner"]
	rows = frappe.get_list(
		DOCTYPE,
		filters=[["customer", "=", customer], *division_filter(companies)],
		fields=fields,
		order_by="complaint_date desc, creation desc",
		limit_page_length=limit,
	)
	return [_event(row) for row in rows]


def _event(row) -> TimelineEvent:
	return TimelineEvent(
		kind="warranty",
		on=event_day(row.complaint_date),
		recorded=event_moment(row.creation),
		title=_("Warranty claim"),
		detail=strip_html(row.complaint or "")[:EXCERPT],
		doctype=DOCTYPE,
		name=row.name,
		user=row.owner,
		company=row.company,
		status=row.status,
	)
