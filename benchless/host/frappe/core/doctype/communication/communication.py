"""Messages in and out."""

import frappe
from frappe.model.document import Document


class Communication(Document):
	"""One message."""

	def validate(self) -> None:
		"""Who wrote, and when."""
		self.communication_date = self.communication_date or frappe.utils.now_datetime()
		self.user = self.user or frappe.session.user

	def add_link(self, link_doctype, link_name, autosave=False) -> None:
		"""Show the message on another document too."""
		self.append("timeline_links", {"link_doctype": link_doctype, "link_name": link_name})
		if autosave:
			self.save(ignore_permissions=True)
