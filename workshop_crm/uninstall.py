"""Entry point of uninstall-app."""

from workshop_crm.customer_management.search.elasticsearch.leaving import leave_server
from workshop_crm.setup import remove_everything


def before_uninstall() -> None:
	"""Take away what Frappe would leave behind: fields, setters, rights, roles."""
	leave_server()
	remove_everything()
