"""Counting a segment, and giving a tag to 10,000 customers and taking it back."""

import time

import frappe

from tests.benchmarks.report import milliseconds, percentile
from workshop_crm.customer_management.profile.bulk import records
from workshop_crm.customer_management.profile.bulk.actions import action_named
from workshop_crm.customer_management.profile.bulk.run import run_action
from workshop_crm.customer_management.profile.bulk.targets import Source
from workshop_crm.customer_management.profile.segments.segments import count_customers

# One condition, and two of which one asks for rows of another table.
WOMEN = [{"fact": "gender", "operator": "is", "value": "Female"}]
ACTIVE_WOMEN = [*WOMEN, {"fact": "account_status", "operator": "is", "value": "Active"}]
COUNTS = 5


def milliseconds_to_count(conditions: list[dict], company: str | None = None) -> float:
	"""Median time of counting the customers of a segment."""
	times = [milliseconds(lambda: count_customers(conditions, company)) for _n in range(COUNTS)]
	return percentile(times, 0.5)


def seconds_to_tag(number: int) -> tuple[float, float]:
	"""Time of the run that gives `number` customers a tag, and of the run that takes it back, as in one worker.

	What was written is removed at the end.
	"""
	tag = f"Benchmark {frappe.generate_hash(length=6)}"
	names = frappe.get_all("Customer", {"disabled": 0}, pluck="name", limit_page_length=number)
	name = records.make(action_named("add_tag"), {"tag": tag}, Source(), len(names)).name
	records.write_rows(name, names)
	frappe.db.commit()
	try:
		given = _seconds_to_run(name, "changed", number)
		records.change(name, status=records.UNDOING, undone_by=frappe.session.user)
		frappe.db.commit()
		return given, _seconds_to_run(name, "undone", number)
	finally:
		frappe.db.rollback()
		frappe.delete_doc(records.DOCTYPE, name, force=True, ignore_permissions=True, delete_permanently=True)
		frappe.delete_doc("Tag", tag, force=True, ignore_permissions=True, delete_permanently=True)
		frappe.db.commit()


def _seconds_to_run(name: str, count: str, expected: int) -> float:
	started = time.perf_counter()
	run_action(name)
	seconds = time.perf_counter() - started
	progress = records.progress(name)
	if progress[count] != expected:
		raise RuntimeError(f"{progress[count]} of {expected} customers: {progress}")
	return seconds
