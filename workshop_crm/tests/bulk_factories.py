"""Bulk actions for tests, worked through here and now."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe

from workshop_crm.customer_management.profile.bulk import records, run, start
from workshop_crm.tests.batches import batches_in_savepoints


@contextmanager
def batches_within_test(batch: int = 200):
	"""Let a run end its batches in savepoints, so that the test's own transaction stays open; nothing is queued."""
	with batches_in_savepoints(run, batch) as undo_batch, patch.object(start, "queue"):
		yield undo_batch


def run_to_end(action: str, parameters: dict, source: dict, batch: int = 200) -> dict:
	"""Start an action as the session's user and work through it; returns its progress."""
	with batches_within_test(batch):
		name = start.start(action, parameters, source)["name"]
		run.run_action(name)
	return records.progress(name)


def undo_to_end(name: str, batch: int = 200) -> dict:
	"""Undo an action as the session's user and work through it; returns its progress."""
	with batches_within_test(batch):
		start.undo(name)
		run.run_action(name)
	return records.progress(name)


def outcomes_of(name: str) -> dict[str, tuple[str, str]]:
	"""Return outcome and reason of each customer of an action."""
	rows = frappe.get_all(
		records.ROW, filters={"bulk_action": name}, fields=["customer", "outcome", "reason"]
	)
	return {row.customer: (row.outcome, row.reason or "") for row in rows}
