from frappe.model.document import Document


class CustomerSegmentCondition(Document):
	"""One condition of a segment: what is asked, how, and the values to compare with."""
