"""What happens to documents when other records are saved, whoever saves them."""

from workshop_crm.customer_management.profile.documents import files


def check_file(doc, method=None):
	"""Refuse a File that may not hang on a customer's document, or that only names another's."""
	files.check_file(doc)
