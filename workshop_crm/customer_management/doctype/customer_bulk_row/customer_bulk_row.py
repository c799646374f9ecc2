import frappe
from frappe.model.document import Document


class CustomerBulkRow(Document):
	"""What a Customer Bulk Action did to one customer. Written by `profile/bulk` only, in batches."""


def on_doctype_update():
	"""The next batch of an action is found by what is still waiting."""
	frappe.db.add_index("Customer Bulk Row", ["bulk_action", "outcome", "position"], "next_of_bulk_action")
