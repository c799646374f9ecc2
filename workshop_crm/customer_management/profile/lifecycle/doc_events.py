"""What an invoice changes for the account of its customer."""

from workshop_crm.customer_management.profile.lifecycle import recompute


def recompute_buyer(doc, method=None):
	"""Bring the account of the invoice's customer up to date after the invoice was submitted or cancelled."""
	if doc.customer and doc.company:
		recompute.recompute_one(doc.customer, doc.company)
