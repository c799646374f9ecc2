"""Turn `frappe.local.response` and exceptions into HTTP answers."""

import datetime
import decimal
import json
import mimetypes
import sys
from collections.abc import Iterable

import frappe
from werkzeug.utils import redirect
from werkzeug.wrappers import Response


def build_response(kind: str | None = None) -> Response:
	"""Return the answer of the type named in `frappe.local.response`, JSON unless something else is asked."""
	answer = frappe.local.response
	kind = answer.get("type") or kind or "json"
	if kind == "redirect":
		return redirect(answer["location"])
	if kind == "page":
		from benchless.web.pages import message_page

		return message_page()
	return _FILE_TYPES[kind]() if kind in _FILE_TYPES else _as_json()


def _as_json() -> Response:
	answer = frappe.local.response
	status = answer.pop("http_status_code", None) or 200
	if not answer.get("docs"):
		answer.pop("docs", None)
	if frappe.local.message_log:
		answer["_server_messages"] = json.dumps([json.dumps(message) for message in frappe.local.message_log])
	body = json.dumps(answer, default=to_plain, separators=(",", ":"))
	return Response(body, status=status, mimetype="application/json")


def _as_file(mimetype: str | None, disposition: str) -> Response:
	answer = frappe.local.response
	name = answer["filename"]
	response = Response(answer["filecontent"])
	response.mimetype = mimetype or mimetypes.guess_type(name)[0] or "application/octet-stream"
	response.headers.add("Content-Disposition", answer.get("display_content_as", disposition), filename=name)
	return response


_FILE_TYPES = {
	"download": lambda: _as_file(frappe.local.response.get("content_type"), "attachment"),
	"binary": lambda: _as_file("application/octet-stream", "attachment"),
	"pdf": lambda: _as_file("application/pdf", "inline"),
}


def to_plain(value):
	"""Make a value of a document writable as JSON; the `default` of `json.dumps`.

	Raises:
		TypeError: for anything that has no plain form.
	"""
	if isinstance(value, datetime.date | datetime.datetime | datetime.time):
		return str(value)
	if isinstance(value, datetime.timedelta):
		seconds = int(value.total_seconds())
		return f"{seconds // 3600}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
	if isinstance(value, decimal.Decimal):
		return float(value)
	if hasattr(value, "as_dict"):
		return value.as_dict(no_nulls=True)
	if isinstance(value, Iterable):
		return list(value)
	if isinstance(value, type | Exception) or callable(value):
		return repr(value)
	return str(value)


def error_response(error: Exception) -> Response:
	"""Answer an exception the way its reader expects: JSON for calls, a page for people."""
	error = _hide_missing_document(error)
	status = getattr(error, "http_status_code", 500)
	if status >= 500:
		frappe.logger("frappe.web").error("request failed", exc_info=error)
	if isinstance(error, frappe.AuthenticationError) and getattr(frappe.local, "cookie_manager", None):
		frappe.local.cookie_manager.forget_session()
	if _wants_json():
		return _error_as_json(error, status)
	from benchless.web.pages import error_page

	return error_page(error, status)


def _hide_missing_document(error: Exception) -> Exception:
	"""Whoever may not read a DocType learns nothing about which of its documents exist."""
	doctype = getattr(error, "doctype", None)
	if isinstance(error, frappe.DoesNotExistError) and doctype and getattr(frappe.local, "db", None):
		try:
			frappe.has_permission(doctype, "read", throw=True)
		except frappe.PermissionError as refusal:
			return refusal
	return error


def _wants_json() -> bool:
	accept = frappe.get_request_header("Accept") or ""
	path = frappe.local.request.path
	return (
		"application/json" in accept
		or frappe.get_request_header("X-Requested-With") == "XMLHttpRequest"
		or (path.startswith("/api/") and not accept.startswith("text"))
	)


def _error_as_json(error: Exception, status: int) -> Response:
	answer = frappe.local.response
	answer["exc_type"] = type(error).__name__
	if _may_show_traceback():
		text = frappe.get_traceback() if sys.exc_info()[1] else str(error)
		answer["exception"] = text.strip().splitlines()[-1] if text.strip() else repr(error)
		answer["exc"] = json.dumps([text])
	answer["http_status_code"] = status
	return _as_json()


def _may_show_traceback() -> bool:
	return bool(
		getattr(frappe.local, "db", None)
		and not frappe.local.flags.disable_traceback
		and frappe.get_system_settings("allow_error_traceback")
	)
