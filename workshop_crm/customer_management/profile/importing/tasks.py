"""Imports that a worker does."""

import frappe

from workshop_crm.customer_management.profile.importing.run import run_import


def run_queued_import(import_name: str) -> None:
	"""Go on with a Customer Import. Harmless when run twice: finished lines are never taken again."""
	# A worker starts in the site's language; the reasons are for the person who started the import.
	frappe.local.lang = frappe.db.get_value("User", frappe.session.user, "language") or frappe.local.lang
	run_import(import_name)
