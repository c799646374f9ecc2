import frappe
from frappe.model.document import Document


class CustomerSearchKey(Document):
	"""One key a customer is found by (phone digits, word of a name, hash of an ID); written by `profile/key_rows.py` only."""


def on_doctype_update():
	"""Index the look-up by kind and key, for equality and prefix, the heaviest customer at one end."""
	frappe.db.add_index("Customer Search Key", ["kind", "search_key", "weight", "customer"], "key_by_weight")
