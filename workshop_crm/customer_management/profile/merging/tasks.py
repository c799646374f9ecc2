"""Scheduled work of merging."""

import frappe

from workshop_crm.customer_management.profile.merging.sweep import sweep
from workshop_crm.customer_management.profile.queue import enqueue_once

SWEEP_TIMEOUT_SECONDS = 60 * 60


def list_likely_duplicates():
	"""Sweep all customers for likely pairs; running it twice lists nothing twice."""
	frappe.logger("workshop_crm").info(f"duplicate sweep listed {sweep()} new pairs")


def queue_sweep() -> None:
	"""Let a worker sweep at once. Asking twice queues it once."""
	enqueue_once(
		"workshop_crm.customer_management.profile.merging.tasks.list_likely_duplicates",
		job_id="duplicate_sweep",
		timeout=SWEEP_TIMEOUT_SECONDS,
	)
