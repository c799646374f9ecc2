"""Give the customers the search keys of this version: words, pairs of words, parts of phones, addresses."""

import os

from workshop_crm.customer_management.profile.key_rebuild import rebuild_keys
from workshop_crm.customer_management.search.elasticsearch import client
from workshop_crm.customer_management.search.elasticsearch.rebuild_queue import queue_rebuild


def execute() -> None:
	"""Rebuild in chunks with progress; after an interruption the next migrate goes on where this one stopped."""
	rebuild_keys(os.cpu_count() or 1, lambda done, total: print(f"{done} of {total} customers have new keys"))
	if client.is_chosen():
		queue_rebuild(start_over=True)
