from frappe.model.document import Document

from workshop_crm.customer_management.profile import notes


class CustomerNote(Document):
	"""What staff should know about a customer: of one division or of all, open or private, quiet or an alert.

	A private note is seen by its writer and the Administrator only (`profile.note_permissions`).
	"""

	def validate(self):
		notes.check_note(self)
