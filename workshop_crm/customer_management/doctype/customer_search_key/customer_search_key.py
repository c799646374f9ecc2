import frappe
from frappe.model.document import Document

# Of earlier versions, and Frappe's own: nobody sorts millions of keys by their last change.
UNUSED_INDEXES = ("kind_search_key", "modified")


class CustomerSearchKey(Document):
	"""One key a customer is found by (phone digits, word of a name, hash of an ID); written by `profile/key_rows.py` only."""


def on_doctype_update():
	"""Index the look-up by kind and key, for equality and prefix, the heaviest customer at one end."""
	for index in UNUSED_INDEXES:
		if frappe.db.has_index("tabCustomer Search Key", index):
			# The one place that has it in every Frappe 15; `frappe.database.utils` is newer.
			from frappe.patches.v14_0.drop_unused_indexes import drop_index_if_exists

			drop_index_if_exists("tabCustomer Search Key", index)
	frappe.db.add_index("Customer Search Key", ["kind", "search_key", "weight", "customer"], "key_by_weight")
