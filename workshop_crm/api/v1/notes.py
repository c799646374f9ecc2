"""Notes on customers over HTTP. A private note is seen by its writer and the Administrator only."""

import frappe

from workshop_crm.api.arguments import page_of
from workshop_crm.customer_management.profile import notes


@frappe.whitelist(methods=["POST"])
def create(
	customer: str,
	content: str = "",
	subject: str = "",
	note_type: str = "General",
	priority: str = "Normal",
	company: str | None = None,
	is_private: bool = False,
	is_alert: bool = False,
) -> dict:
	"""Write a note on a customer; without `company` it is for all divisions.

	Returns the note. Raises MandatoryError without content and subject, ValidationError for an unknown type or
	priority, PermissionError where the user sees the customer or the division not.
	"""
	values = {"subject": subject, "note_type": note_type, "priority": priority, "company": company}
	note = notes.add_note(customer, content, is_private=int(is_private), is_alert=int(is_alert), **values)
	return notes.shown_note(note)


@frappe.whitelist(methods=["POST"])
def update(
	note: str,
	content: str | None = None,
	subject: str | None = None,
	note_type: str | None = None,
	priority: str | None = None,
	company: str | None = None,
	is_private: bool | None = None,
	is_alert: bool | None = None,
) -> dict:
	"""Change the fields given; an empty `company` makes the note one for all divisions.

	Returns the note. Raises PermissionError (also where another than its writer changes its privacy),
	DoesNotExistError, ValidationError.
	"""
	values = {"content": content, "subject": subject, "note_type": note_type, "priority": priority}
	switches = {"is_private": is_private, "is_alert": is_alert}
	switches = {field: int(value) for field, value in switches.items() if value is not None}
	return notes.shown_note(notes.update_note(note, company=company, **values, **switches))


@frappe.whitelist(methods=["POST"])
def delete(note: str) -> dict:
	"""Delete a note; its writer may, and a manager.

	Returns {"deleted": name}. Raises PermissionError, DoesNotExistError.
	"""
	notes.delete_note(note)
	return {"deleted": note}


@frappe.whitelist(methods=["GET", "POST"])
def alerts(customer: str, company: str | None = None) -> list[dict]:
	"""The alerts to show on opening a customer, or on a sale by `company`: the urgent first, at most ten.

	Empty for a user who may not read notes. Raises PermissionError where he may not read the customer.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	return notes.alerts(customer, company)


# Last, as from here on `list` means this endpoint.
@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str, limit_start: int = 0, limit_page_length: int = 20) -> list[dict]:
	"""The notes on a customer that the user may read, newest first, at most 100 a page.

	Raises PermissionError, DoesNotExistError, ValidationError for a longer page.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	frappe.has_permission("Customer Note", "read", throw=True)
	return notes.visible_notes(customer, *page_of(limit_start, limit_page_length))
