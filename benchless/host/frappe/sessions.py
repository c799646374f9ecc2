"""`frappe.sessions`: the session of a request and its CSRF token."""

from benchless.web.session import Session, delete_session, get_csrf_token

__all__ = ["Session", "delete_session", "get_csrf_token"]
