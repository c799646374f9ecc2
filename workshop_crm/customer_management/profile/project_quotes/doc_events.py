"""What quotations and orders for projects meet when they are saved, whoever saves them."""

from workshop_crm.customer_management.profile.project_quotes import quotations


def keep_quotation_to_its_project(doc, method=None):
	"""Refuse a Quotation for a project of another customer or division."""
	quotations.check_quoted_project(doc)


def take_over_quoted_project(doc, method=None):
	"""Let a Sales Order belong to the project that its Quotation was made for."""
	quotations.hand_project_to_order(doc)
