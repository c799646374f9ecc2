"""Puts imports on the queue."""

from workshop_crm.customer_management.profile.queue import enqueue_once

# 100,000 lines take the better part of an hour on one worker; the queue's own limit is 25 minutes.
IMPORT_TIMEOUT_SECONDS = 6 * 60 * 60


def queue_import(import_name: str) -> None:
	"""Let a worker go on with this Customer Import. Asking twice queues it once."""
	enqueue_once(
		"workshop_crm.customer_management.profile.importing.tasks.run_queued_import",
		job_id=f"customer_import::{import_name}",
		timeout=IMPORT_TIMEOUT_SECONDS,
		import_name=import_name,
	)
