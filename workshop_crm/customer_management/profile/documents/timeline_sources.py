"""What the customer's timeline tells of his documents: when each was entered and when a manager verified it."""

from frappe import _, get_list

from workshop_crm.customer_management.profile.customer_360.timeline import (
	TimelineEvent,
	event_day,
	event_moment,
	timeline_source,
)
from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE
from workshop_crm.customer_management.profile.visible_records import division_filter

FIELDS = ["name", "document_type", "title", "company", "owner", "creation", "verified_by", "verified_on"]


@timeline_source("document", lambda: _("Documents"), DOCTYPE)
def documents_added(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The moment each document was entered."""
	rows = _rows([["customer", "=", customer]], "creation", companies, limit)
	return [_event(row, _("Document added"), row.creation, row.owner) for row in rows]


@timeline_source("document", lambda: _("Documents"), DOCTYPE)
def documents_verified(customer: str, companies: list[str] | None, limit: int) -> list[TimelineEvent]:
	"""The moment a manager verified a document."""
	filters = [["customer", "=", customer], ["is_verified", "=", 1]]
	rows = _rows(filters, "verified_on", companies, limit)
	return [_event(row, _("Document verified"), row.verified_on, row.verified_by) for row in rows]


def _rows(filters: list, moment: str, companies: list[str] | None, limit: int) -> list:
	visible = None if companies is None else [*companies, ""]
	return get_list(
		DOCTYPE,
		filters=filters + division_filter(visible),
		fields=FIELDS,
		order_by=f"{moment} desc",
		limit_page_length=limit,
	)


def _event(row, title: str, moment, user: str) -> TimelineEvent:
	return TimelineEvent(
		kind="document",
		on=event_day(moment),
		recorded=event_moment(moment),
		title=title,
		detail=row.title or _(row.document_type),
		doctype=DOCTYPE,
		name=row.name,
		company=row.company or "",
		user=user or "",
	)
