"""Puts the making of the index, and its removal, on the queue."""

from workshop_crm.customer_management.profile.queue import enqueue_once

# A million customers take some five minutes; ten times that covers a slow or busy engine.
TIMEOUT_SECONDS = 60 * 60


def queue_rebuild(start_over: bool = False) -> None:
	"""Let a worker make the index anew, or go on with it unless told to `start_over`. Asking twice queues it once."""
	enqueue_once(
		"workshop_crm.customer_management.search.elasticsearch.tasks.rebuild_index",
		job_id="customer_search_rebuild",
		timeout=TIMEOUT_SECONDS,
		start_over=start_over,
	)


def queue_removal() -> None:
	"""Let a worker take the index off the server. Asking twice queues it once."""
	enqueue_once(
		"workshop_crm.customer_management.search.elasticsearch.tasks.remove_index",
		job_id="customer_search_removal",
		timeout=TIMEOUT_SECONDS,
	)
