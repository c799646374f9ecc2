"""`frappe.rate_limiter`: how often one address, or one value of an argument, may call a function."""

from collections.abc import Callable
from functools import wraps

import frappe
from frappe import _


def rate_limit(
	key: str | None = None,
	limit: int | Callable[[], int] = 5,
	seconds: int = 24 * 60 * 60,
	methods: str | list[str] = "ALL",
	ip_based: bool = True,
):
	"""Decorator: at most `limit` calls within `seconds` per address and/or value of the argument `key`.

	Calls outside a request are not counted. Raises frappe.RateLimitExceededError (HTTP 429) above the limit.
	"""

	def decorate(function):
		@wraps(function)
		def limited(*args, **kwargs):
			request = getattr(frappe.local, "request", None)
			if request and (methods == "ALL" or request.method in methods):
				_count_call(key, limit() if callable(limit) else limit, seconds, ip_based)
			return function(*args, **kwargs)

		return limited

	return decorate


def _count_call(key: str | None, limit: int, seconds: int, ip_based: bool) -> None:
	parts = [frappe.local.request_ip if ip_based else None, frappe.form_dict.get(key) if key else None]
	identity = ":".join(str(part) for part in parts if part)
	if not identity:
		frappe.throw(_("Either key or IP flag is required."))
	counter = f"rl:{frappe.form_dict.get('cmd')}:{identity}"
	if not frappe.cache.exists(counter):
		frappe.cache.setex(counter, seconds, 0)
	if frappe.cache.incrby(counter, 1) > limit:
		frappe.throw(
			_("You hit the rate limit because of too many requests. Please try after sometime."),
			frappe.RateLimitExceededError,
		)
