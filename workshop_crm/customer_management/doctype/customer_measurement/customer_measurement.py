from frappe.model.document import Document

from workshop_crm.customer_management.profile.measurements import measurements


class CustomerMeasurement(Document):
	"""What was measured on a customer, or a member of his family, on one day by one set.

	Each taking is a record of its own; after its day it is neither changed nor deleted.
	"""

	def validate(self):
		measurements.check_measurement(self)

	def on_trash(self):
		measurements.check_removal(self)
