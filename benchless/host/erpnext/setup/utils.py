"""What tests of ERPNext call first."""

import frappe


def before_tests() -> None:
	"""The seeds stand already; Administrator has every role."""
	frappe.clear_cache()
