from frappe.model.document import Document


class CustomerSearchOutbox(Document):
	"""One customer whose entry in the search index is out of date; written by `search/elasticsearch/outbox.py` only."""
