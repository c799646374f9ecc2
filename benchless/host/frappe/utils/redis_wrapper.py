"""frappe.cache: a cache in this process, one per site, with Redis' names."""

import time
from fnmatch import fnmatchcase

import frappe

_stores: dict[str, dict] = {}
_MISSING = object()


class Cache:
	"""Keys to values, hashes, lists and sets; values are shared, not copied."""

	@property
	def _store(self) -> dict:
		return _stores.setdefault(getattr(frappe.local, "site_path", ""), {})

	def __call__(self):
		return self

	def make_key(self, key, user=None, shared=False) -> bytes:
		"""The key as kept, with site and user."""
		if isinstance(key, bytes):
			return key
		if user:
			key = f"user:{frappe.session.user if user is True else user}:{key}"
		return (key if shared else f"{getattr(frappe.local, 'site', '')}|{key}").encode()

	def _live(self, key):
		value, until = self._store.get(key, (_MISSING, None))
		if until is not None and until <= time.time():
			self._store.pop(key, None)
			return _MISSING
		return value

	def set_value(self, key, val, user=None, expires_in_sec=None, shared=False) -> None:
		"""Keep a value, for a time if given."""
		self._store[self.make_key(key, user, shared)] = (
			val,
			time.time() + expires_in_sec if expires_in_sec else None,
		)

	def get_value(self, key, generator=None, user=None, expires=False, shared=False):
		"""The value kept, made by `generator` when missing."""
		value = self._live(self.make_key(key, user, shared))
		if value is _MISSING:
			value = None
		if value is None and generator:
			value = generator()
			self.set_value(key, value, user=user, shared=shared)
		return value

	def delete_value(self, keys, user=None, make_keys=True, shared=False) -> None:
		"""Forget keys."""
		for key in keys if isinstance(keys, list | tuple | set) else (keys,):
			self._store.pop(self.make_key(key, user, shared) if make_keys else key, None)

	delete_key = delete_value

	def get_keys(self, key) -> list[bytes]:
		"""Keys that begin so."""
		prefix = self.make_key(key).decode()
		pattern = prefix if "*" in prefix else prefix + "*"
		return [one for one in list(self._store) if fnmatchcase(one.decode(), pattern)]

	def delete_keys(self, key) -> None:
		"""Forget keys that begin so."""
		for one in self.get_keys(key):
			self._store.pop(one, None)

	def exists(self, *names, user=None, shared=False) -> int:
		"""How many of the keys are there."""
		return sum(self._live(self.make_key(name, user, shared)) is not _MISSING for name in names)

	def expire(self, key, seconds) -> None:
		"""Let a key die after so many seconds."""
		self.expire_key(key, seconds)

	def expire_key(self, key, time_seconds, user=None, shared=False) -> None:
		"""As expire, by the unmade key."""
		kept = key if isinstance(key, bytes) else self.make_key(key, user, shared)
		if kept in self._store:
			self._store[kept] = (self._store[kept][0], time.time() + int(time_seconds))

	def get(self, key):
		"""A number or text kept by key, as bytes."""
		value = self._live(self.make_key(key))
		return None if value is _MISSING else str(value).encode()

	def set(self, key, value, ex=None, nx=False, **_kwargs):
		"""Keep a value; with `nx` only when the key is free."""
		kept = self.make_key(key)
		if nx and self._live(kept) is not _MISSING:
			return None
		self._store[kept] = (value, time.time() + ex if ex else None)
		return True

	def setex(self, name, seconds, value) -> None:
		"""Keep a value for a time."""
		self.set(name, value, ex=seconds)

	def delete(self, *keys) -> None:
		"""Forget keys."""
		self.delete_value(list(keys))

	def incrby(self, key, amount: int = 1) -> int:
		"""Add to a counter."""
		kept = self.make_key(key)
		value = self._live(kept)
		until = self._store.get(kept, (None, None))[1] if value is not _MISSING else None
		total = int(0 if value is _MISSING else value) + amount
		self._store[kept] = (total, until)
		return total

	incr = incrby

	def _inner(self, key, kind, shared=False):
		kept = self.make_key(key, shared=shared)
		value = self._live(kept)
		if value is _MISSING:
			value = kind()
			self._store[kept] = (value, None)
		return value

	def hset(self, name, key, value, shared=False, *_args, **_kwargs) -> None:
		"""Keep a value in a hash."""
		self._inner(name, dict, shared)[str(key)] = value

	def hget(self, name, key, generator=None, shared=False):
		"""A value of a hash, made by `generator` when missing."""
		inner = self._inner(name, dict, shared)
		value = inner.get(str(key))
		if value is None and generator:
			value = inner[str(key)] = generator()
		return value

	def hdel(self, name, keys, shared=False, pipeline=None) -> None:
		"""Forget keys of a hash."""
		for key in keys if isinstance(keys, list | tuple) else (keys,):
			self._inner(name, dict, shared).pop(str(key), None)

	def flushall(self) -> None:
		"""Forget everything of this site except running counters."""
		for key in [key for key, (_value, until) in self._store.items() if until is None]:
			self._store.pop(key)


cache = Cache()
