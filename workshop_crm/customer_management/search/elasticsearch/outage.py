"""For how long the engine is left alone after it failed, and how often that is logged."""

import time
from dataclasses import dataclass

import frappe

# The first pause is short, as most outages are restarts; each failure that follows doubles it. Seconds.
FIRST_PAUSE, LONGEST_PAUSE = 15, 5 * 60
LOGGED_ONCE_IN = 10 * 60
FORGOTTEN_AFTER = 60 * 60

_FAILURE, _LOGGED = "search_engine_failure", "search_engine_logged"


@dataclass(frozen=True)
class Failure:
	"""The last failure since which the engine has not answered: it is left alone for `pause` seconds, `until` a moment."""

	pause: float
	until: float

	@property
	def is_pausing(self) -> bool:
		"""Tell whether the engine is still left alone."""
		return time.time() < self.until


def last_failure() -> Failure | None:
	"""Return the last failure, None where the engine has answered since, or an hour has passed."""
	kept = frappe.cache.get_value(_FAILURE, expires=True)
	return Failure(*kept) if kept else None


def is_paused() -> bool:
	"""Tell whether the engine failed so shortly ago that it is not asked."""
	failure = last_failure()
	return bool(failure and failure.is_pausing)


def note_failure(reason: str) -> None:
	"""Leave the engine alone for a while and say so in the Error Log. `reason` must hold no secret."""
	former = last_failure()
	pause = min(2 * former.pause, LONGEST_PAUSE) if former else FIRST_PAUSE
	frappe.cache.set_value(_FAILURE, (pause, time.time() + pause), expires_in_sec=FORGOTTEN_AFTER)
	log_once(reason)


def log_once(reason: str) -> None:
	"""Say in the Error Log that the database answers, once in ten minutes. `reason` must hold no secret."""
	if frappe.cache.get_value(_LOGGED, expires=True):
		return
	frappe.cache.set_value(_LOGGED, 1, expires_in_sec=LOGGED_ONCE_IN)
	# A request that only reads is rolled back at its end, so the entry is written aside from it.
	frappe.log_error("Customer search answers from the database", reason, defer_insert=True)


def forget() -> None:
	"""Ask the engine again at once, as after an answer or a change of its address."""
	frappe.cache.delete_value([_FAILURE, _LOGGED])
