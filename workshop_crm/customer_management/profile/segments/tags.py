"""Tags of one customer, kept as Frappe keeps tags: rows of Tag Link and the customer's column of tags."""

import frappe
from frappe import _
from frappe.desk.doctype.tag.tag import DocTags

from workshop_crm.exceptions import CustomerError

LONGEST_TAG = 60


def tags_of(customer: str) -> list[str]:
	"""Return the tags in the order in which they were given. Raises frappe.PermissionError."""
	frappe.get_doc("Customer", customer).check_permission("read")
	return _tags(customer)


def add_tag(customer: str, tag: str) -> list[str]:
	"""Give the customer a tag, once, and return all of his.

	Raises CustomerError for a tag that is empty, too long, or holds a comma; frappe.PermissionError.
	"""
	doc = frappe.get_doc("Customer", customer)
	doc.check_permission("write")
	tag = tag.strip()
	check_tag(tag)
	if tag.casefold() not in [known.casefold() for known in _tags(customer)]:
		doc.add_tag(tag)
	return _tags(customer)


def check_tag(tag: str) -> None:
	"""Raise CustomerError for a tag that is empty, too long, or holds a comma."""
	if not tag or len(tag) > LONGEST_TAG or not tag.isprintable() or set(tag) & set(",<>"):
		message = _("A tag has 1 to {0} characters and no comma.")
		frappe.throw(message.format(LONGEST_TAG), CustomerError)


def remove_tag(customer: str, tag: str) -> list[str]:
	"""Take a tag from the customer and return those left.

	Raises CustomerError where he does not have it, frappe.PermissionError.
	"""
	frappe.get_doc("Customer", customer).check_permission("write")
	tag = tag.strip()
	if tag.casefold() not in [known.casefold() for known in _tags(customer)]:
		frappe.throw(_("The customer does not have the tag {0}.").format(tag), CustomerError)
	DocTags("Customer").remove(customer, tag)
	return _tags(customer)


def _tags(customer: str) -> list[str]:
	return [tag for tag in (frappe.db.get_value("Customer", customer, "_user_tags") or "").split(",") if tag]
