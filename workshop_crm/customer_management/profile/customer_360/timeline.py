"""One timeline over everything that happened with a customer.

Each capability registers readers in the hook list `timeline_sources`. A reader is a function
`(customer, companies, limit) -> list[TimelineEvent]`, marked by `timeline_source`, that returns the newest
`limit` events of its kind. The page is merged from the readers' newest rows, so the number of queries
depends on the number of readers, never on the number of events.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import frappe
from frappe.utils import get_datetime, getdate

from workshop_crm.customer_management.profile.divisions import visible_companies
from workshop_crm.customer_management.profile.visible_records import readable

MAX_PAGE = 100


@dataclass(frozen=True)
class TimelineEvent:
	"""One thing that happened.

	`on` is the day it counts for, `recorded` the moment it was written down: a back-dated invoice stands at
	its own day. `amount` is in `currency`; `doctype` and `name` open the record behind the event.
	"""

	kind: str
	on: date
	recorded: datetime
	title: str
	doctype: str
	name: str
	detail: str = ""
	company: str = ""
	amount: float | None = None
	currency: str = ""
	status: str = ""
	user: str = ""

	@property
	def sort_key(self) -> tuple:
		return (self.on, self.recorded, self.doctype, self.name)

	def as_dict(self) -> dict:
		"""The event as the screens read it: `at` is a moment, or a plain day when only the day is known."""
		same_day = self.recorded.date() == self.on
		event = {field: getattr(self, field) for field in self.__dataclass_fields__}
		event.pop("recorded")
		event["on"] = self.on.isoformat()
		event["at"] = (
			self.recorded.isoformat(sep=" ", timespec="seconds") if same_day else self.on.isoformat()
		)
		return event


def timeline_source(kind: str, label: Callable[[], str], doctype: str | None = None):
	"""Mark a function as reader of one kind of event.

	`label()` is the kind's name in the viewer's language. A reader of `doctype` is left out for viewers
	who may not read that DocType.
	"""

	def mark(function):
		function.event_kind = kind
		function.event_label = label
		function.event_doctype = doctype
		return function

	return mark


def event_day(value) -> date:
	"""The calendar day of a date, datetime or their text."""
	return getdate(value)


def event_moment(value) -> datetime:
	"""The moment without a time zone, as the site stores it."""
	return get_datetime(value)


def timeline(customer: str, kinds: list[str] | None = None, start: int = 0, limit: int = 20) -> dict:
	"""The customer's events, newest first, as far as the session's user may see them.

	Args:
		kinds: only these kinds of events; None or empty for all.
		start: events to skip. limit: events on the page, at most 100.

	Returns `events`, `has_more`, `next_start` and `kinds` (kind and label of every reader open to the viewer).
	Raises frappe.PermissionError when the customer may not be read.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	start, limit = max(start, 0), min(max(limit, 1), MAX_PAGE)
	sources = open_sources()
	wanted = [source for source in sources if not kinds or source.event_kind in kinds]
	events = newest_events(wanted, customer, start + limit + 1)
	page = events[start : start + limit]
	return {
		"events": [event.as_dict() for event in page],
		"has_more": len(events) > start + limit,
		"next_start": start + len(page),
		"kinds": [{"kind": kind, "label": label} for kind, label in kind_labels(sources).items()],
	}


def newest_events(sources: list[Callable], customer: str, count: int) -> list[TimelineEvent]:
	"""The newest `count` events of all sources in one list."""
	companies = visible_companies()
	events = [event for source in sources for event in source(customer, companies, count)]
	return sorted(events, key=lambda event: event.sort_key, reverse=True)[:count]


def registered_sources() -> list[Callable]:
	"""The readers of the hook list `timeline_sources`, in its order."""
	return [frappe.get_attr(path) for path in frappe.get_hooks("timeline_sources")]


def open_sources() -> list[Callable]:
	"""The registered readers of what the session's user may read."""
	return [
		source
		for source in registered_sources()
		if not source.event_doctype or readable(source.event_doctype)
	]


def kind_labels(sources: list[Callable]) -> dict[str, str]:
	"""Kind and translated label; several readers may share one kind."""
	return {source.event_kind: source.event_label() for source in sources}
