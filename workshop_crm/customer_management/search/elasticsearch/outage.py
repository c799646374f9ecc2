"""For how long the engine is left alone after it failed, and how often that is logged."""

import frappe

# The first pause is short, as most outages are restarts; each failure that follows doubles it.
FIRST_PAUSE, LONGEST_PAUSE = 15, 5 * 60
LOGGED_ONCE_IN = 10 * 60
FORGOTTEN_AFTER = 60 * 60

_DOWN, _PAUSE, _LOGGED = "search_engine_down", "search_engine_pause", "search_engine_logged"


def is_paused() -> bool:
	"""Tell whether the engine failed so shortly ago that it is not asked."""
	return bool(frappe.cache.get_value(_DOWN, expires=True))


def note_failure(reason: str) -> None:
	"""Leave the engine alone for a while and say so in the Error Log. `reason` must hold no secret."""
	pause = min(2 * (frappe.cache.get_value(_PAUSE, expires=True) or FIRST_PAUSE / 2), LONGEST_PAUSE)
	frappe.cache.set_value(_PAUSE, pause, expires_in_sec=FORGOTTEN_AFTER)
	frappe.cache.set_value(_DOWN, 1, expires_in_sec=int(pause))
	log_once(reason)


def log_once(reason: str) -> None:
	"""Say in the Error Log that the database answers, once in ten minutes. `reason` must hold no secret."""
	if frappe.cache.get_value(_LOGGED, expires=True):
		return
	frappe.cache.set_value(_LOGGED, 1, expires_in_sec=LOGGED_ONCE_IN)
	# A request that only reads is rolled back at its end, so the entry is written aside from it.
	frappe.log_error("Customer search answers from the database", reason, defer_insert=True)


def note_success() -> None:
	"""Forget former failures, after an answer."""
	if frappe.cache.get_value(_PAUSE, expires=True):
		forget()


def forget() -> None:
	"""Ask the engine again at once, as after a change of its address."""
	frappe.cache.delete_value([_PAUSE, _DOWN, _LOGGED])
