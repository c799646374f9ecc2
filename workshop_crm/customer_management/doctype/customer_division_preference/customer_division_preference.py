from frappe.model.document import Document


class CustomerDivisionPreference(Document):
	"""One thing a division knows about a customer: a clothing size, an allergy."""
