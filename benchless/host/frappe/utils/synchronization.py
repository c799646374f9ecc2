"""Locks between processes."""

import fcntl
import time
from contextlib import contextmanager

import frappe


class LockTimeoutError(Exception):
	"""Somebody else holds the lock."""


@contextmanager
def filelock(lock_name: str, *, timeout: int = 30, is_global: bool = False):
	"""Hold a lock file of the site. Raises LockTimeoutError after `timeout` seconds."""
	with open(frappe.get_site_path("locks", f"{lock_name}.lock"), "w") as file:
		until = time.monotonic() + timeout
		while True:
			try:
				fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
				break
			except BlockingIOError:
				if time.monotonic() >= until:
					raise LockTimeoutError(lock_name) from None
				time.sleep(0.05)
		yield
