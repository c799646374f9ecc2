"""The one way in which jobs of this package enter the queue."""

import frappe


def enqueue_once(method: str, job_id: str, timeout: int, **arguments) -> None:
	"""Put `method` (dotted path) on the long queue after the commit, unless `job_id` waits or runs already."""
	frappe.enqueue(
		method,
		queue="long",
		timeout=timeout,
		job_id=job_id,
		deduplicate=True,
		enqueue_after_commit=True,
		**arguments,
	)
