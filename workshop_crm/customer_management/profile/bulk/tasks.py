"""Work of bulk actions that a worker does."""

import frappe

from workshop_crm.customer_management.profile.bulk import records
from workshop_crm.customer_management.profile.bulk.run import run_action


def run_queued_action(bulk_action: str) -> None:
	"""Go on with a Customer Bulk Action as the user who started it. Harmless when run twice."""
	requested_by, undone_by, status = frappe.db.get_value(
		records.DOCTYPE, bulk_action, ["requested_by", "undone_by", "status"]
	)
	user = undone_by if status == records.UNDOING else requested_by
	enabled, language = frappe.db.get_value("User", user, ["enabled", "language"])
	frappe.set_user(user if enabled else "Guest")
	# A worker starts in the site's language; the reasons are for the person who started the action.
	frappe.local.lang = language or frappe.local.lang
	run_action(bulk_action)
