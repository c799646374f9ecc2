from frappe.model.document import Document

from workshop_crm.customer_management.profile.documents import documents, expiry, files


class CustomerDocument(Document):
	"""A paper of a customer: private file, number, when it runs out, who verified it."""

	def validate(self):
		documents.check_document(self)

	def on_update(self):
		files.bind_attachment(self)
		expiry.stop_reminders_of_change(self)
