from frappe.model.document import Document


class CustomerMerge(Document):
	"""One customer merged into another: who did it, when, and whether it was undone; its journal is Customer Merge Entry."""
