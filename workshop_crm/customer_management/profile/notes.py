"""Notes on a customer: written by staff, read by those who may, alerts shown where they matter."""

import re
from html import unescape

import frappe
from frappe import _
from frappe.utils import strip_html

from workshop_crm.customer_management.profile.note_permissions import DOCTYPE

PRIORITIES = ("Urgent", "High", "Normal", "Low")
LIST_FIELDS = [
	"name",
	"customer",
	"company",
	"note_type",
	"priority",
	"subject",
	"content",
	"is_alert",
	"is_private",
	"owner",
	"creation",
	"modified",
]
CHANGEABLE_FIELDS = ("company", "note_type", "priority", "subject", "content", "is_alert", "is_private")
SUBJECT_LENGTH = 80
# A form shows alerts in one message: beyond this nobody reads on.
MOST_ALERTS = 10
END_OF_LINE = re.compile(r"<br\s*/?>|</(?:p|div|li|h\d|tr)>", re.IGNORECASE)


def add_note(customer: str, content: str, **values):
	"""Write a note on `customer` and return it; `values` are fields of Customer Note.

	Raises frappe.MandatoryError without content and subject, frappe.PermissionError where the user sees the
	customer or the division not.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	note = frappe.new_doc(DOCTYPE, customer=customer, content=content)
	# Frappe fills in the user's default company; here an empty division means all.
	note.update({"company": "", **_changeable(values)})
	return note.insert()


def update_note(name: str, **values):
	"""Change the given fields of a note and return it.

	Raises frappe.PermissionError, frappe.DoesNotExistError.
	"""
	note = frappe.get_doc(DOCTYPE, name)
	note.check_permission("write")
	note.update(_changeable(values))
	return note.save()


def delete_note(name: str) -> None:
	"""Delete a note: its writer may, and who has the right to delete. Frappe keeps it under Deleted Document."""
	note = frappe.get_doc(DOCTYPE, name)
	note.check_permission("read")
	is_writer = note.owner == frappe.session.user and note.has_permission("write")
	note.delete(ignore_permissions=is_writer)


def visible_notes(customer: str, start: int = 0, limit: int = 20) -> list[dict]:
	"""Return the notes on `customer` that the session's user may read, newest first; none without the right.

	Each is a dict of LIST_FIELDS and `owner_name`, the writer's full name.
	"""
	if not frappe.has_permission(DOCTYPE, "read"):
		return []
	rows = frappe.get_list(
		DOCTYPE,
		filters={"customer": customer},
		fields=LIST_FIELDS,
		order_by="creation desc",
		limit_start=start,
		limit_page_length=limit,
	)
	return _with_writers(rows)


def alerts(customer: str, company: str | None = None) -> list[dict]:
	"""Return the alerts to show on opening `customer`, the most urgent first, then the newest.

	Each is a dict of LIST_FIELDS and `text`, the content without its HTML. With `company`, those of that
	division and those for all divisions. Empty for a user who may not read notes.
	"""
	if not frappe.has_permission(DOCTYPE, "read"):
		return []
	filters = {"customer": customer, "is_alert": 1}
	if company:
		filters["company"] = ("in", ["", company])
	rows = frappe.get_list(DOCTYPE, filters=filters, fields=LIST_FIELDS, order_by="creation desc")
	for row in rows:
		row.text = plain_text(row.content)
	return sorted(rows, key=lambda row: PRIORITIES.index(row.priority))[:MOST_ALERTS]


def shown_note(note) -> dict:
	"""Return one note as the lists show it."""
	row = frappe._dict({field: note.get(field) for field in LIST_FIELDS}, company=note.company or None)
	return _with_writers([row])[0]


def plain_text(content: str | None) -> str:
	"""Return the words of a note's HTML on one line."""
	return " ".join(unescape(strip_html(END_OF_LINE.sub(" ", content or ""))).split())


def check_note(note) -> None:
	"""Complete the subject and keep writer and privacy with the writer; used by the controller."""
	before = note.get_doc_before_save()
	if before is not None:
		note.owner = before.owner
		_refuse_privacy_by_another(note, before)
	if not (note.subject or plain_text(note.content)):
		frappe.throw(_("Please write something into the note."), frappe.MandatoryError)
	if not note.subject:
		note.subject = plain_text(note.content)[:SUBJECT_LENGTH]


def _with_writers(rows: list[dict]) -> list[dict]:
	users = {"name": ("in", list({row.owner for row in rows}))}
	names = (
		dict(frappe.get_all("User", filters=users, fields=["name", "full_name"], as_list=True))
		if rows
		else {}
	)
	for row in rows:
		row.owner_name = names.get(row.owner) or row.owner
	return rows


def _refuse_privacy_by_another(note, before) -> None:
	is_writer = frappe.session.user in (note.owner, "Administrator")
	if bool(note.is_private) != bool(before.is_private) and not is_writer:
		frappe.throw(_("Only its writer can make a note private or open it."), frappe.PermissionError)


def _changeable(values: dict) -> dict:
	return {
		field: value for field, value in values.items() if field in CHANGEABLE_FIELDS and value is not None
	}
