"""Scheduled work of merging."""

import frappe

from workshop_crm.customer_management.profile.merging.sweep import sweep


def list_likely_duplicates():
	"""Sweep all customers for likely pairs; running it twice lists nothing twice."""
	frappe.logger("workshop_crm").info(f"duplicate sweep listed {sweep()} new pairs")
