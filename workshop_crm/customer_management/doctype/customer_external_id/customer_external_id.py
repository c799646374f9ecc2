import frappe
from frappe.model.document import Document


class CustomerExternalID(Document):
	"""The number under which another system (a till, a shop, repair software) knows a customer."""


def on_doctype_update():
	"""Let one number of one system belong to one customer, whoever writes at the same time."""
	frappe.db.add_unique("Customer External ID", ["source", "external_id"], "one_customer_per_external_id")
