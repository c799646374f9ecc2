"""Puts imports on the queue. Every job of this package enters the queue through `enqueue_once`."""

import frappe

# 100,000 lines take the better part of an hour on one worker; the queue's own limit is 25 minutes.
IMPORT_TIMEOUT_SECONDS = 6 * 60 * 60


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


def queue_import(import_name: str) -> None:
	"""Let a worker go on with this Customer Import. Asking twice queues it once."""
	enqueue_once(
		"workshop_crm.customer_management.profile.tasks.run_queued_import",
		job_id=f"customer_import::{import_name}",
		timeout=IMPORT_TIMEOUT_SECONDS,
		import_name=import_name,
	)
