"""Requests that the database could not finish beside others are tried again."""

from collections.abc import Callable
from functools import wraps

import frappe

ATTEMPTS = 3


def tried_again(endpoint: Callable) -> Callable:
	"""Run `endpoint` again, at most three times in all, where the database undid it to resolve a deadlock.

	For endpoints that do all their work in one transaction which is theirs alone.
	"""

	@wraps(endpoint)
	def call(*args, **kwargs):
		for _attempt in range(1, ATTEMPTS):
			try:
				return endpoint(*args, **kwargs)
			except frappe.QueryDeadlockError:
				frappe.db.rollback()
		return endpoint(*args, **kwargs)

	return call
