"""Messages to open screens: recorded, and polled for."""

import frappe
from frappe.utils.data import now_datetime


def publish_realtime(
	event=None,
	message=None,
	room=None,
	user=None,
	doctype=None,
	docname=None,
	task_id=None,
	after_commit=False,
) -> None:
	"""Record a message for a user, a document, or all desk users."""
	if not room:
		room = (
			get_user_room(user) if user else get_doc_room(doctype, docname) if doctype and docname else "all"
		)
	entry = (event or "msgprint", room, message or {})
	if after_commit:
		if entry not in frappe.local.realtime_log:
			frappe.local.realtime_log.append(entry)
			frappe.db.after_commit.add(flush_realtime_log)
			frappe.db.after_rollback.add(clear_realtime_log)
	else:
		_record([entry])


def flush_realtime_log() -> None:
	"""Record what waited for the transaction."""
	entries, frappe.local.realtime_log = frappe.local.realtime_log, []
	if entries and not frappe.flags.in_test:
		_record(entries)
		frappe.db.commit()


def clear_realtime_log() -> None:
	"""Forget what waited."""
	frappe.local.realtime_log = []


def _record(entries) -> None:
	if not frappe.flags.in_test and not frappe.flags.in_install:
		columns = "insert into `__realtime` (event, room, message, created) values (?, ?, ?, ?)"
		for event, room, message in entries:
			frappe.db.execute(columns, (event, room, frappe.as_json(message), now_datetime()))


def get_user_room(user: str) -> str:
	"""The channel of a user."""
	return f"user:{user}"


def get_doc_room(doctype: str, docname: str) -> str:
	"""The channel of a document."""
	return f"doc:{doctype}/{docname}"
