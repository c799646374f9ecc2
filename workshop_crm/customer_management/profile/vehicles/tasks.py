"""Scheduled work of this package."""

from workshop_crm.customer_management.profile.vehicles import expiry


def remind_of_expiring_papers() -> None:
	"""Make the reminders of the day; harmless when run twice."""
	expiry.remind()
