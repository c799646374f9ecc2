"""Jobs that commit batch by batch, inside the one transaction of a test."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe

BATCH_SAVEPOINT = "batch_of_a_test"


@contextmanager
def batches_in_savepoints(run, batch: int = 200):
	"""Let the batches of the module `run` end in savepoints instead of commits; yields what undoes an open one."""

	def start_batch():
		frappe.db.savepoint(BATCH_SAVEPOINT)

	def undo_batch():
		frappe.db.rollback(save_point=BATCH_SAVEPOINT)

	start_batch()
	with (
		patch.object(run, "commit_batch", start_batch),
		patch.object(run, "rollback_batch", undo_batch),
		patch.object(run, "BATCH", batch),
	):
		yield undo_batch
