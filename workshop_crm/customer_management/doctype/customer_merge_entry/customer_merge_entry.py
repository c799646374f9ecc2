from frappe.model.document import Document


class CustomerMergeEntry(Document):
	"""One change that a merge made to one row, with the value before; written by `merging/journal.py` only."""
