"""E-mails to send: recorded, never sent."""

from frappe.model.document import Document


class EmailQueue(Document):
	"""One e-mail."""

	def send(self, *_args, **_kwargs) -> None:
		"""Mark it as sent."""
		for row in self.recipients:
			row.db_set("status", "Sent")
		self.db_set("status", "Sent")
