"""The wall between the owners of one vehicle: whose history a customer sees, and how much of it.

What was done to a vehicle belongs to the vehicle and moves on with it. Who had it done, what was paid, what was said and
complained of belongs to the customer and stays with him. Pure rules: everything that a customer may ever see of a
vehicle passes through `for_owner`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Period:
	"""How long a customer has or had a vehicle: `until` is the first day on which he no longer has it, None while he does."""

	customer: str
	since: date
	until: date | None = None


@dataclass(frozen=True)
class VehicleEvent:
	"""One thing that happened to a vehicle.

	`title` and `work` are technical words and go with the vehicle: nothing about a person may stand in them.
	`customer` is whose event it was; `words` what is said about or by him, `amount` (in `currency`) what it cost him,
	`doctype` and `name` the record behind it. `is_private` marks an event that is his alone, as a complaint is.
	"""

	kind: str
	on: date
	title: str
	work: str = ""
	odometer: int | None = None
	customer: str = ""
	customer_name: str = ""
	words: str = ""
	amount: float | None = None
	currency: str = ""
	doctype: str = ""
	name: str = ""
	is_private: bool = False

	@property
	def technical_part(self) -> "VehicleEvent":
		"""Return the event without anything that belongs to the customer."""
		hidden = {"customer": "", "customer_name": "", "words": "", "doctype": "", "name": ""}
		return replace(self, amount=None, currency="", **hidden)


def since_when(periods: Iterable[Period], customer: str) -> date | None:
	"""Return the day since which `customer` has the vehicle, of a former owner his last period, or None for a stranger."""
	own = [period for period in periods if period.customer == customer]
	lasting = [period.since for period in own if period.until is None]
	return min(lasting) if lasting else max((period.since for period in own), default=None)


def until_when(periods: Iterable[Period], customer: str) -> date | None:
	"""Return the day on which `customer` gave the vehicle away, or None while he has it."""
	own = [period for period in periods if period.customer == customer]
	if not own or any(period.until is None for period in own):
		return None
	return max(period.until for period in own)


def for_owner(events: Iterable[VehicleEvent], periods: Iterable[Period], customer: str) -> list[VehicleEvent]:
	"""Return what `customer` sees of the events of a vehicle, in their order; nothing for a stranger.

	His own events whole; those of others without name, words and price, and not at all where they are private.
	One who has given the vehicle away sees nothing of what came after.
	"""
	periods = list(periods)
	if since_when(periods, customer) is None:
		return []
	until = until_when(periods, customer)
	seen = (_seen(event, customer, until) for event in events)
	return [event for event in seen if event is not None]


def _seen(event: VehicleEvent, customer: str, until: date | None) -> VehicleEvent | None:
	if event.customer == customer:
		return event
	if event.is_private or (until is not None and event.on >= until):
		return None
	return event.technical_part
