from frappe.model.document import Document

from workshop_crm.customer_management.profile.key_index import add_look_up_index, drop_unused_indexes


class CustomerSearchKey(Document):
	"""One key a customer is found by (phone digits, word of a name, hash of an ID); written by `profile/key_rows.py` only."""


def on_doctype_update():
	"""Keep the one index that look-ups need."""
	drop_unused_indexes()
	add_look_up_index()
