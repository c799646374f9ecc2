from frappe.model.document import Document


class OdometerReading(Document):
	"""Kilometres read on a day; a reading lower than the one before needs a reason."""
