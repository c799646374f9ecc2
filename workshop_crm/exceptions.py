"""The refusals of the app, each a type of its own so that callers and tests can tell them apart."""

import frappe


class CustomerError(frappe.ValidationError):
	"""Base of every refusal that concerns a customer."""


class DuplicateCustomerError(CustomerError):
	"""Another customer already holds this phone, e-mail or identity number.

	`candidates` is a list of dicts (customer, customer_name, score 0..1, reasons, blocking).
	"""

	def __init__(self, message: str = "", candidates: list | None = None):
		super().__init__(message)
		self.candidates = candidates or []


class InvalidPhoneError(CustomerError):
	"""A text that is no phone number, or not a mobile one where a mobile is demanded."""


class InvalidEmailError(CustomerError):
	"""A text that is no e-mail address."""


class InvalidIdentityError(CustomerError):
	"""A national ID, passport or commercial registration number of the wrong form."""


class AlreadyLinkedError(CustomerError):
	"""The User or Employee belongs to another customer already."""


class FeatureSwitchedOffError(CustomerError):
	"""The division has switched this feature off in its Division Settings."""


class StandingError(CustomerError):
	"""The standing of the account (suspended, closed, blacklisted, ...) forbids this action."""


class MergeByRenameError(CustomerError):
	"""ERPNext's merge by rename would lose child rows; the app has its own."""


class MergeRefusedError(CustomerError):
	"""The two customers cannot be merged, or the merge cannot be undone, as they are now."""


class SegmentError(CustomerError):
	"""A condition with an unknown fact, an operator that does not suit it, or a wrong value."""


class BulkActionError(CustomerError):
	"""The action on many customers is unknown, lacks a value, is at work already, or cannot be undone."""


class OneTimeCodeError(CustomerError):
	"""The code is wrong, expired, used up, or was made for another purpose."""


class CodeChannelMissingError(OneTimeCodeError):
	"""No channel is set up that could carry the code."""


class VerificationDemandedError(CustomerError):
	"""The division sells or delivers this only after the customer's address or identity was verified."""


class DocumentFileError(CustomerError):
	"""The file of a customer's document is missing, public, another's, too large or of a kind that is not accepted."""


class AdmissionError(CustomerError):
	"""There is no customer of another division to ask for, or the request was decided already."""


class ImportFileError(CustomerError):
	"""The file cannot be read as a table of customers."""


class DivisionAccessError(frappe.PermissionError):
	"""The user is limited to other divisions."""


class VehicleError(CustomerError):
	"""A plate, VIN, IMEI or odometer reading that cannot be, or that another vehicle or device has already."""


class OwnershipError(CustomerError):
	"""Two primary owners at once, overlapping periods, or a handover that cannot be."""


class ProjectQuoteError(CustomerError):
	"""A quotation for a project of another customer or division, or with nothing in it."""


class WarrantyError(CustomerError):
	"""A claim on what is not, or no longer, under warranty, or by one who does not own it."""


class MeasurementError(CustomerError):
	"""A measurement that cannot be, or a change of one that was taken on an earlier day."""


class TakeawayError(CustomerError):
	"""A pick-up time that cannot be, or a step that the order has behind it."""


class MessageChannelMissingError(TakeawayError):
	"""No channel is set up that could tell the customer."""
