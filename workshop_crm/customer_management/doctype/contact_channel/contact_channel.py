from frappe.model.document import Document


class ContactChannel(Document):
	"""A way to reach a customer (SMS, WhatsApp, Email, ...): a fixed list shipped as fixture."""
