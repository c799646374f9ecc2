from frappe.model.document import Document

from workshop_crm.customer_management.profile.importing.imports import forget_rows, prepare_import


class CustomerImport(Document):
	"""One customer list on its way into the register: file, mapping, progress.

	Refuses with ImportFileError a file that cannot be read, is not private, or whose mapping is unusable.
	"""

	def validate(self):
		prepare_import(self)

	def on_trash(self):
		forget_rows(self.name)
