"""Whose ToDo it is: one sees what was given to him or given by him."""

import frappe
from frappe.model.document import Document

ALL_OF_THEM = "System Manager"


class ToDo(Document):
	"""A piece of work for one user."""


def get_permission_query_conditions(user: str | None = None) -> str:
	user = user or frappe.session.user
	if ALL_OF_THEM in frappe.get_roles(user):
		return ""
	name = frappe.db.escape(user)
	return f"(`tabToDo`.allocated_to = {name} or `tabToDo`.assigned_by = {name})"


def has_permission(doc, ptype: str = "read", user: str | None = None) -> bool:
	user = user or frappe.session.user
	return ALL_OF_THEM in frappe.get_roles(user) or user in (doc.allocated_to, doc.assigned_by)
