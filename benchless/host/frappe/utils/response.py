"""`frappe.utils.response`: answers of a request, and values as JSON."""

from benchless.web.responses import build_response, error_response
from benchless.web.responses import to_plain as json_handler

__all__ = ["build_response", "error_response", "json_handler"]
