"""`frappe.app`: the WSGI application, for servers and for werkzeug's test client."""

import os

from frappe.utils import get_site_name

_site = None
_sites_path = os.environ.get("BENCHLESS_SITES") or os.environ.get("SITES_PATH") or "."

from benchless.web.application import application  # noqa: E402 - it reads the two names above

__all__ = ["application", "get_site_name"]
