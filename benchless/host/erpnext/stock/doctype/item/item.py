"""Items."""

from frappe.model.document import Document


class Item(Document):
	"""An item, named by its code."""

	def autoname(self) -> None:
		"""Name: the code."""
		self.name = self.item_code = (self.item_code or "").strip()

	def validate(self) -> None:
		"""Name and description."""
		self.item_name = self.item_name or self.item_code
		self.description = self.description or self.item_name
