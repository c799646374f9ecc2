"""`frappe.auth`: login, logout, cookies."""

import frappe

from benchless.web.session import CookieManager, LoginManager

__all__ = ["CookieManager", "LoginManager", "get_logged_user"]


@frappe.whitelist()
def get_logged_user() -> str:
	"""Return the name of the user of this session."""
	return frappe.session.user
