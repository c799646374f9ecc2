"""Pages of the portal."""

import frappe


def get_home_page() -> str:
	"""The first page of the user."""
	return "app" if frappe.session.user != "Guest" else "login"


def clear_cache(path=None) -> None:
	"""Pages are not cached."""
