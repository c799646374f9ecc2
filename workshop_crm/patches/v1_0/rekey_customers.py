"""Give the customers the search keys of this version: words, pairs of words, parts of phones, addresses."""

import os

from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys
from workshop_crm.customer_management.search.elasticsearch import client
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild


def execute() -> None:
	"""Rebuild in chunks with progress; after an interruption the next migrate goes on where this one stopped.

	Afresh, as nobody works on a site while it is migrated.
	"""
	rebuild_keys(os.cpu_count() or 1, _say, afresh=True)
	if client.is_chosen():
		queue_rebuild(start_over=True)


def _say(done: int, total: int) -> None:
	print(f"{done} of {total} customers have new keys", flush=True)
