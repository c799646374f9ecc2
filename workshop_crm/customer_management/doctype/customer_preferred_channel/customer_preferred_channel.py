from frappe.model.document import Document


class CustomerPreferredChannel(Document):
	"""One channel a customer wishes to be reached by; the order of the rows is the order of the wish."""
