from frappe.model.document import Document


class CustomerSearchSettings(Document):
	"""By what customers are searched: the database, or a server of Elasticsearch and how it is reached."""
