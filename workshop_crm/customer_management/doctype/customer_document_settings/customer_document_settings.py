from frappe.model.document import Document

from workshop_crm.customer_management.profile.documents import files


class CustomerDocumentSettings(Document):
	"""Which files may be kept as documents of customers, and how large they may be."""

	def validate(self):
		files.check_settings(self)
