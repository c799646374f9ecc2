from frappe.model.document import Document


class CustomerMeasurementValue(Document):
	"""One measurement as it was taken, shown in both units."""
