from frappe.model.document import Document


class DivisionOpeningHours(Document):
	"""One stretch of hours in which a division is open; a weekday may have several."""
