from frappe.model.document import Document

from workshop_crm.customer_management.profile.identity import seal
from workshop_crm.customer_management.profile.keys import rewrite_keys


class CustomerIdentity(Document):
	"""Identity numbers of one customer: encrypted, found by a keyed hash, shown masked, erasable."""

	def validate(self):
		seal(self)

	def on_update(self):
		rewrite_keys(self.customer)

	def after_delete(self):
		rewrite_keys(self.customer)
