from frappe.model.document import Document


class CustomerImportRow(Document):
	"""What became of one line of a Customer Import. Written by `profile/importing/run.py` only.

	Named <import>-<line>, so that a line can have one result and never two.
	"""
