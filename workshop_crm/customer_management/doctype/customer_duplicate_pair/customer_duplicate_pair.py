from frappe.model.document import Document


class CustomerDuplicatePair(Document):
	"""Two customers who look like one person, found by the sweep, for staff to merge or to tell apart."""
