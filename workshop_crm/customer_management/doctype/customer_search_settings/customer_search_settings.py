from frappe.model.document import Document

from workshop_crm.customer_management.search.elasticsearch import choice


class CustomerSearchSettings(Document):
	"""By what customers are searched: the database, or a server of Elasticsearch and how it is reached."""

	def validate(self):
		choice.check_server(self)

	def on_update(self):
		choice.follow_choice(self)
