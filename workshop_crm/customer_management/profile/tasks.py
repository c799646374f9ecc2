"""Work of this package that a worker does: imports put there by `import_queue`, and what the clock brings."""

import frappe

from workshop_crm.customer_management.profile import employees
from workshop_crm.customer_management.profile.import_run import run_import


def run_queued_import(import_name: str) -> None:
	"""Go on with a Customer Import. Harmless when run twice: finished lines are never taken again."""
	# A worker starts in the site's language; the reasons are for the person who started the import.
	frappe.local.lang = frappe.db.get_value("User", frappe.session.user, "language") or frappe.local.lang
	run_import(import_name)


def settle_employees() -> None:
	"""End the staff discount of those whose last day has passed; harmless when run twice."""
	employees.settle_all()
