from frappe.model.document import Document


class CustomerAdmission(Document):
	"""One division asks another one for a customer; `profile/admission.py` is its only writer.

	Seen by managers who see the customer, never by those who ask.
	"""
