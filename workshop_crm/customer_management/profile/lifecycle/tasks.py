"""Scheduled work of this package."""

import frappe

from workshop_crm.customer_management.profile.lifecycle import recompute


def recompute_everybody() -> None:
	"""Bring all stages, bands and VIPs up to date, as they change by mere time; harmless when run twice."""
	changed = recompute.recompute_all(after_batch=frappe.db.commit)
	frappe.logger("workshop_crm").info(f"lifecycle changed {changed} accounts and customers")
