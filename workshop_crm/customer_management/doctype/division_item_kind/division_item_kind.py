from frappe.model.document import Document


class DivisionItemKind(Document):
	"""What the items of a group stand for in one division: repair, parts or consultation."""
