"""By what customers are searched on this site."""

import frappe

from workshop_crm.customer_management.search.backends import Backend
from workshop_crm.customer_management.search.backends.database import DatabaseBackend

DOCTYPE = "Customer Search Settings"
DATABASE, ELASTICSEARCH = "Database", "Elasticsearch"


def chosen_backend() -> Backend:
	"""Return the backend that the settings name."""
	if frappe.get_cached_doc(DOCTYPE).backend == ELASTICSEARCH:
		from workshop_crm.customer_management.search.backends.elasticsearch import ElasticsearchBackend

		return ElasticsearchBackend()
	return DatabaseBackend()
