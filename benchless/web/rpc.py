"""Calls of whitelisted functions by their dotted path."""

import re
from mimetypes import guess_type

import frappe
from frappe import _
from werkzeug.wrappers import Response

from benchless.web.responses import build_response

# What a portal user may upload: pictures, PDF, plain text and tables, office documents; no SVG, which may hold scripts.
PORTAL_UPLOADS = re.compile(
	r"image/(png|jpeg|gif)|text/(plain|csv)|application/(pdf|msword|vnd\.(ms-excel|openxmlformats|oasis).*)"
)
SHORT_NAMES = {name: f"frappe.handler.{name}" for name in ("logout", "upload_file", "ping")}


def handle(path: str) -> Response:
	"""Call the function at this path with the request's arguments and answer its result as `message`.

	Raises:
		frappe.PermissionError: not whitelisted, or not for this user or HTTP method.
		frappe.ValidationError: there is no such function.
	"""
	frappe.form_dict.cmd = path
	result = execute_cmd(path)
	if isinstance(result, Response):
		return result
	if result is not None:
		frappe.local.response["message"] = result
	return build_response()


def execute_cmd(path: str):
	"""Call a whitelisted function with `frappe.form_dict`, honouring the overrides of the apps."""
	path = frappe.override_whitelisted_method(path)
	try:
		method = _find(SHORT_NAMES.get(path, path))
	except Exception as error:
		frappe.throw(_("Failed to get method for command {0} with {1}").format(path, error))
	check_call(method)
	return frappe.call(method, **frappe.form_dict)


def _find(path: str):
	# The desk's own functions belong to no installed app.
	if path.startswith("benchless.web.desk"):
		module, _dot, name = path.rpartition(".")
		return getattr(frappe.get_module(module), name)
	return frappe.get_attr(path)


def check_call(method) -> None:
	"""Refuse a function that is not whitelisted, or not for this user or this HTTP method."""
	frappe.is_whitelisted(method)
	if frappe.local.request.method not in frappe.allowed_http_methods_for_whitelisted_func[method]:
		frappe.throw(_("Not permitted"), frappe.PermissionError)


def upload_file():
	"""Store the file of this request as a File, attached to the document it names.

	Raises:
		frappe.PermissionError: for guests, and without the right to write that document.
		frappe.ValidationError: a portal user sends a kind of file that is not accepted.
	"""
	if frappe.session.user == "Guest":
		raise frappe.PermissionError
	form = frappe.form_dict
	_check_attachable(form.doctype, form.docname)
	upload = frappe.local.request.files.get("file")
	content = upload.stream.read() if upload else None
	file_name = upload.filename if upload else form.file_name
	if content is not None:
		_check_kind(file_name)
	return frappe.get_doc(
		{
			"doctype": "File",
			"attached_to_doctype": form.doctype,
			"attached_to_name": form.docname,
			"attached_to_field": form.fieldname,
			"folder": form.folder or "Home",
			"file_name": file_name,
			"file_url": form.file_url,
			"is_private": int(form.is_private or 0),
			"content": content,
		}
	).save()


def _check_attachable(doctype: str | None, name: str | None) -> None:
	if not doctype:
		return
	if name and frappe.db.exists(doctype, name):
		frappe.get_doc(doctype, name).check_permission("write")
	else:
		frappe.has_permission(doctype, "write", throw=True)


def _check_kind(file_name: str) -> None:
	user_type = frappe.db.get_value("User", frappe.session.user, "user_type")
	if user_type != "System User" and not PORTAL_UPLOADS.fullmatch(guess_type(file_name)[0] or ""):
		frappe.throw(_("You can only upload JPG, PNG, GIF, PDF, TXT, CSV or Microsoft documents."))
