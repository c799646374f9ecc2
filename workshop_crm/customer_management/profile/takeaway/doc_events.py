"""What happens to a takeaway order when its Sales Order is saved, whoever saves it."""

from workshop_crm.customer_management.profile.takeaway import orders


def check_pick_up(doc, method=None):
	"""Refuse a takeaway order of a division without takeaway, or with a time that cannot be."""
	orders.check_order(doc)


def keep_pick_up_status(doc, method=None):
	"""Leave the status of a submitted order to its steps."""
	orders.check_later_change(doc)
