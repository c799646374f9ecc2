"""Taking the customers off the server again: nobody keeps them current there, or erases them, once it is not searched."""

import frappe

from workshop_crm.customer_management.search.backends import BackendDown
from workshop_crm.customer_management.search.elasticsearch import client, indexes


def leave_server() -> None:
	"""Delete all indexes of this site. Where the server cannot be reached, the Error Log says what is left to do."""
	if not frappe.db.exists("DocType", client.SETTINGS) or not client.settings().elasticsearch_url:
		return
	try:
		indexes.remove_all()
	except BackendDown as error:
		title = "Customers are still in an index of Elasticsearch: please delete it by hand"
		frappe.log_error(title, f"{indexes.pattern()}: {error}")
