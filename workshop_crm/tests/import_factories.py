"""Customer lists and imports for tests."""

import csv
import io
from contextlib import contextmanager
from unittest.mock import patch

import frappe

from workshop_crm.customer_management.profile.importing import imports, queue, run
from workshop_crm.tests.batches import batches_in_savepoints


def csv_text(header: list[str], *lines: list[str], delimiter: str = ",") -> str:
	"""A table as CSV text."""
	out = io.StringIO()
	csv.writer(out, delimiter=delimiter).writerows([header, *lines])
	return out.getvalue()


def make_list_file(content: bytes | str, name: str = "customers.csv", private: bool = True):
	"""A File document holding a customer list."""
	if isinstance(content, str):
		content = content.encode()
	values = {
		"doctype": "File",
		"file_name": f"{frappe.generate_hash(length=8)}-{name}",
		"is_private": int(private),
	}
	return frappe.get_doc(values | {"content": content}).insert(ignore_permissions=True)


def make_import(content: bytes | str, company: str, name: str = "customers.csv", **values):
	"""A Customer Import of a list for the division `company`."""
	file = make_list_file(content, name)
	document = frappe.new_doc("Customer Import")
	document.update({"file": file.file_url, "company": company, **values})
	return document.insert(ignore_permissions=True)


@contextmanager
def batches_within_test(batch: int = 200):
	"""Let a run end its batches in savepoints, so that the test's own transaction stays open; nothing is queued."""
	with batches_in_savepoints(run, batch) as undo_batch, patch.object(queue, "queue_import"):
		yield undo_batch


def run_to_end(import_name: str, dry_run: bool = False, batch: int = 200) -> dict:
	"""Start an import and work through it here and now; returns its progress."""
	with batches_within_test(batch):
		imports.start_import(import_name, dry_run=dry_run)
		run.commit_batch()
		run.run_import(import_name)
	return imports.progress(import_name)
