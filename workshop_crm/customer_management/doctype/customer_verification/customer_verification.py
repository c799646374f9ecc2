from frappe.model.document import Document


class CustomerVerification(Document):
	"""That a phone, an e-mail, an address or an identity number of a customer was checked: how, by whom, when.

	Written by `profile.verification` only: nobody holds the right to write one.
	"""
