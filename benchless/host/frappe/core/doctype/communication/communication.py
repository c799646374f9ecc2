"""Messages in and out."""

import frappe
from frappe.model.document import Document


class Communication(Document):
	"""One message."""

	def validate(self) -> None:
		"""Who wrote, and when."""
		self.communication_date = self.communication_date or frappe.utils.now_datetime()
		self.user = self.user or frappe.session.user
