"""When a division is open, by the opening hours in its settings. Pure rules."""

from datetime import datetime, time
from typing import NamedTuple

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Stretch(NamedTuple):
	"""One stretch of hours on a weekday, both ends included; a weekday may have several."""

	weekday: str
	opens_at: time
	closes_at: time


def stretches_on(day: datetime, stretches: list[Stretch]) -> list[Stretch]:
	"""Return the stretches of the weekday of `day`, the earliest first."""
	weekday = WEEKDAYS[day.weekday()]
	return sorted(stretch for stretch in stretches if stretch.weekday == weekday)


def is_open(at: datetime, stretches: list[Stretch]) -> bool:
	"""Tell whether the division is open at the moment `at`; one without opening hours always is."""
	of_day = stretches_on(at, stretches)
	return not stretches or any(each.opens_at <= at.time() <= each.closes_at for each in of_day)
