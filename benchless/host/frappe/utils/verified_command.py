"""Links signed with the site's secret."""

import hashlib
import hmac
from urllib.parse import urlencode

import frappe
from frappe import _
from frappe.utils.password import get_encryption_key


def _sign(text: str) -> str:
	return hmac.new(get_encryption_key().encode(), text.encode(), hashlib.sha512).hexdigest()


def get_signed_params(params) -> str:
	"""Query string with its signature."""
	text = params if isinstance(params, str) else urlencode(params)
	return f"{text}&_signature={_sign(text)}"


def verify_request() -> bool:
	"""Is the request's signature right? Answers with a page when it is not."""
	query = frappe.request.query_string.decode() if frappe.request else ""
	text, _mark, signature = query.partition("&_signature=")
	valid = bool(signature) and hmac.compare_digest(_sign(text), signature)
	if not valid:
		frappe.respond_as_web_page(_("Invalid Link"), _("This link is invalid or expired. Please make sure you have pasted correctly."))
	return valid
