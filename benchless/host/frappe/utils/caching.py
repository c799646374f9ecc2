"""Decorators that remember results."""

import time
from functools import wraps

import frappe

_site_caches: list[dict] = []


def _key(args, kwargs):
	return (args, tuple(sorted(kwargs.items())))


def request_cache(func):
	"""Remember until the request ends."""

	@wraps(func)
	def wrapper(*args, **kwargs):
		held = frappe.local.request_cache.setdefault(func, {})
		key = _key(args, kwargs)
		try:
			if key not in held:
				held[key] = func(*args, **kwargs)
		except TypeError:
			return func(*args, **kwargs)
		return held[key]

	return wrapper


def _timed(func, ttl, store_of):
	@wraps(func)
	def wrapper(*args, **kwargs):
		held, key = store_of(), _key(args, kwargs)
		value, until = held.get(key, (None, 0))
		if until < time.time():
			value = func(*args, **kwargs)
			held[key] = (value, time.time() + (ttl or 10**9))
		return value

	wrapper.clear_cache = lambda: store_of().clear()
	wrapper.ttl = ttl
	return wrapper


def site_cache(ttl: int | None = None, maxsize: int | None = None):
	"""Remember in this process, per site."""
	if callable(ttl):
		return site_cache()(ttl)

	def decorate(func):
		held: dict = {}
		_site_caches.append(held)
		return _timed(func, ttl, lambda: held.setdefault(getattr(frappe.local, "site_path", ""), {}))

	return decorate


def redis_cache(ttl: int | None = 3600, user=None, shared: bool = False):
	"""Remember in frappe.cache."""
	if callable(ttl):
		return redis_cache()(ttl)

	def decorate(func):
		name = f"{func.__module__}.{func.__qualname__}"

		def store():
			key = f"{name}|{frappe.session.user if user is True else ''}"
			return frappe.cache.get_value(key, dict, shared=shared)

		return _timed(func, ttl or 3600, store)

	return decorate
