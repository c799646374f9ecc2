"""What happens to verifications when documents are saved, whoever saves them."""

from workshop_crm.customer_management.profile.verification import address, demands, flags, identity


def mark_verified_rows(doc, method=None):
	"""Set the marks on the phones and e-mails of a Contact as the records say."""
	flags.mark_rows(doc)


def expire_removed_contact_values(doc, method=None):
	"""Expire the verification of a phone or e-mail that was changed or taken off."""
	flags.expire_removed(doc)


def keep_address_decision(doc, method=None):
	"""Keep the status of an Address, and undo it when the place changed."""
	address.keep_decision(doc)


def expire_changed_address(doc, method=None):
	"""Expire the verification of an Address that changed."""
	address.expire_changed(doc)


def expire_changed_identity(doc, method=None):
	"""Expire the verification of an identity number that changed."""
	identity.expire_changed(doc)


def expire_erased_identity(doc, method=None):
	"""Expire the verification of erased identity numbers."""
	identity.expire_erased(doc)


def require_verification_for_sale(doc, method=None):
	"""Refuse a sale without the verification that its division demands."""
	demands.check_sale(doc)
