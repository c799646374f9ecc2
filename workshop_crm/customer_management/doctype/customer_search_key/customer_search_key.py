import frappe
from frappe.model.document import Document


class CustomerSearchKey(Document):
	"""One key a customer is found by (phone digits, folded name, hash of an ID); written by `profile/keys.py` only."""


def on_doctype_update():
	"""Index the look-up by kind and key, for equality and prefix."""
	frappe.db.add_index("Customer Search Key", ["kind", "search_key"], "kind_search_key")
