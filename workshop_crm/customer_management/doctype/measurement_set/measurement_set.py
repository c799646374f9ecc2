from frappe.model.document import Document

from workshop_crm.customer_management.profile.measurements import measurements


class MeasurementSet(Document):
	"""What is measured for one kind of garment, in which unit and within which limits."""

	def validate(self):
		measurements.check_set(self)
