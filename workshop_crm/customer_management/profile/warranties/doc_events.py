"""What a Warranty Claim meets when it is saved, whoever saves it."""

from workshop_crm.customer_management.profile.warranties import claims


def keep_claim_to_its_owner(doc, method=None):
	"""Refuse a claim of one who does not own the thing, or after the warranty has ended."""
	claims.check_claim(doc)
