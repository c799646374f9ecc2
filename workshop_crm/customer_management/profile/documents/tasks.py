"""Scheduled work of this package."""

from workshop_crm.customer_management.profile.documents import expiry


def remind_of_documents_running_out() -> None:
	"""Make the reminders of the day; harmless when run twice."""
	expiry.remind()
