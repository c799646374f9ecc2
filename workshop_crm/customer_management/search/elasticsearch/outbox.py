"""Which customers changed since the index was written: noted in their transaction, delivered after it.

Nothing but the customer's name is noted, as delivering reads how he is by then. So a row may come twice or late
without harm, and an outage loses nothing.
"""

from datetime import timedelta

import frappe
from frappe.utils import now, now_datetime

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, outage, writing

DOCTYPE = "Customer Search Outbox"
COLUMNS = ("name", "customer", "attempts", "owner", "creation", "modified", "modified_by")
BATCH = 500
NAME_LENGTH = 16
LONGEST_WAIT = timedelta(days=1)
JOB = "customer_search_outbox"


def note_change(customer: str) -> None:
	"""Note that what `customer` is found by has changed. Answers the hook `customer_keys_changed`."""
	if not client.is_chosen():
		return
	moment, user = now(), frappe.session.user
	row = (frappe.generate_hash(length=NAME_LENGTH), customer, 0, user, moment, moment, user)
	frappe.db.bulk_insert(DOCTYPE, COLUMNS, [row])
	_deliver_soon()


def _deliver_soon() -> None:
	"""Ask for one delivery after the commit, however many customers this transaction changes."""
	if frappe.flags.search_delivery_asked_for:
		return
	frappe.flags.search_delivery_asked_for = True
	frappe.db.after_commit.add(_ask_again_next_time)
	frappe.db.after_rollback.add(_ask_again_next_time)
	frappe.enqueue(
		"workshop_crm.customer_management.search.elasticsearch.tasks.deliver_changes",
		queue="short",
		job_id=JOB,
		deduplicate=True,
		enqueue_after_commit=True,
	)


def _ask_again_next_time() -> None:
	frappe.flags.search_delivery_asked_for = None


def deliver() -> int:
	"""Write waiting customers to the index until none is due, and return how many rows are done.

	Commits before each batch, the last of which is empty. Harmless when run twice or by two workers at once. Stops at an outage, which loses
	nothing: the clock brings it back.
	"""
	done = 0
	while client.is_chosen() and not outage.is_paused() and (count := _deliver_batch()):
		done += count
	return done


def _deliver_batch() -> int:
	version = writing.begin_reading()
	rows = _due_rows()
	if not rows:
		return 0
	try:
		refused = writing.write(sorted({row.customer for row in rows}), version)
	except BackendDown as error:
		outage.note_failure(str(error))
		return 0
	if outage.last_failure():
		outage.forget()
	_settle(rows, refused)
	return len(rows)


def _due_rows() -> list:
	row = frappe.qb.DocType(DOCTYPE)
	due = row.next_attempt_on.isnull() | (row.next_attempt_on <= now_datetime())
	query = frappe.qb.from_(row).select(row.name, row.customer, row.attempts).where(due)
	return query.orderby(row.creation).limit(BATCH).run(as_dict=True)


def _settle(rows: list, refused: dict[str, str]) -> None:
	"""Drop what is done; what the engine refused waits ever longer."""
	done = [row.name for row in rows if row.customer not in refused]
	if done:
		frappe.db.delete(DOCTYPE, {"name": ("in", done)})
	for row in rows:
		if row.customer in refused:
			attempts = row.attempts + 1
			wait = min(timedelta(minutes=2 ** min(attempts, 20)), LONGEST_WAIT)
			values = {"attempts": attempts, "next_attempt_on": now_datetime() + wait}
			frappe.db.set_value(DOCTYPE, row.name, {**values, "last_refusal": refused[row.customer][:140]})


def waiting() -> dict:
	"""Return how many rows wait, how many of them were refused before, and since when the oldest waits."""
	oldest = frappe.get_all(DOCTYPE, fields=["creation"], order_by="creation asc", limit=1)
	return {
		"waiting": frappe.db.count(DOCTYPE),
		"refused": frappe.db.count(DOCTYPE, {"attempts": (">", 0)}),
		"oldest": str(oldest[0].creation) if oldest else None,
	}


def clear() -> None:
	"""Forget what waits, as the whole index is about to be written, or none is used any more."""
	frappe.db.delete(DOCTYPE)
