"""Odometer readings: kilometres on a day, which do not go backwards without a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

# The furthest a car has ever been driven is some five million kilometres.
MOST_KILOMETRES = 6_000_000
FEWEST_DAYS_FOR_A_RATE = 60


@dataclass(frozen=True)
class Reading:
	"""Kilometres read on a day; `reason` explains a reading lower than the one before."""

	kilometres: int
	read_on: date
	reason: str = ""


def in_order(readings: Sequence[Reading]) -> list[Reading]:
	"""Return the readings by day; those of one day stay in the order in which they were written down."""
	return sorted(readings, key=lambda reading: reading.read_on)


def first_step_back(readings: Sequence[Reading]) -> tuple[Reading, Reading] | None:
	"""Return the first pair (before, after) in which the odometer went backwards unexplained, or None."""
	ordered = in_order(readings)
	pairs = pairwise(ordered)
	return next(
		(pair for pair in pairs if pair[1].kilometres < pair[0].kilometres and not pair[1].reason), None
	)


def kilometres_a_year(readings: Sequence[Reading]) -> int | None:
	"""Return how far the vehicle goes in a year by its readings, or None where they say too little.

	Counted from the last reading that has a reason, as the instrument was replaced there.
	"""
	ordered = in_order(readings)
	start = max((place for place, reading in enumerate(ordered) if reading.reason), default=0)
	counted = ordered[start:]
	days = (counted[-1].read_on - counted[0].read_on).days if counted else 0
	if days < FEWEST_DAYS_FOR_A_RATE:
		return None
	return round((counted[-1].kilometres - counted[0].kilometres) * 365 / days)
