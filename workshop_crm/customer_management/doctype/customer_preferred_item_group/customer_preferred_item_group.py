from frappe.model.document import Document


class CustomerPreferredItemGroup(Document):
	"""One group of items that a customer likes to buy from."""
