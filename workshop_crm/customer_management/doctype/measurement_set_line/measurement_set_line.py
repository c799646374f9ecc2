from frappe.model.document import Document


class MeasurementSetLine(Document):
	"""One measurement of a set, with its unit and the values that can be."""
