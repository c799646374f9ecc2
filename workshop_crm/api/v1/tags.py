"""Tags of customers over HTTP."""

import frappe

from workshop_crm.customer_management.profile.segments import tags


@frappe.whitelist(methods=["POST"])
def add(customer: str, tag: str) -> dict:
	"""Give a customer a tag; harmless when repeated. Returns {"tags": all of his}.

	Raises CustomerError for a tag that is empty, too long or holds a comma, PermissionError, DoesNotExistError.
	"""
	return {"tags": tags.add_tag(customer, tag)}


@frappe.whitelist(methods=["POST"])
def remove(customer: str, tag: str) -> dict:
	"""Take a tag from a customer. Returns {"tags": those left}.

	Raises CustomerError where he does not have it, PermissionError, DoesNotExistError.
	"""
	return {"tags": tags.remove_tag(customer, tag)}


@frappe.whitelist(methods=["GET", "POST"])
def list(customer: str) -> dict:
	"""The tags of a customer: {"tags": texts}. Raises PermissionError, DoesNotExistError."""
	return {"tags": tags.tags_of(customer)}
