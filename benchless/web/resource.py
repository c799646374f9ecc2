"""`/api/resource/<DocType>[/<name>]`: documents over plain HTTP verbs."""

import json
from urllib.parse import unquote

import frappe
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.wrappers import Request, Response

from benchless.web.responses import build_response


def handle(request: Request) -> Response:
	"""Read, create, change or delete documents with the permissions of the session's user.

	Raises:
		MethodNotAllowed: for verbs that have no meaning here.
	"""
	doctype, _separator, name = request.path.removeprefix("/api/resource/").strip("/").partition("/")
	doctype, name = unquote(doctype), unquote(name)
	verbs = _ON_DOCUMENT if name else _ON_DOCTYPE
	if request.method not in verbs:
		raise MethodNotAllowed(valid_methods=list(verbs))
	frappe.local.response["data"] = verbs[request.method](*([doctype, name] if name else [doctype]))
	return build_response()


def _list(doctype: str) -> list:
	from frappe.client import get_list

	form = frappe.form_dict
	for key in ("fields", "filters", "or_filters"):
		if isinstance(form.get(key), str):
			form[key] = json.loads(form[key])
	form.setdefault("limit_page_length", form.get("limit") or 20)
	form.as_dict = str(form.get("as_dict", "true")).lower() in ("true", "1")
	return frappe.call(get_list, **{**form, "doctype": doctype})


def _create(doctype: str):
	values = _body()
	values.pop("doctype", None)
	return frappe.new_doc(doctype, **values).insert()


def _read(doctype: str, name: str):
	doc = frappe.get_doc(doctype, name)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	return doc


def _update(doctype: str, name: str):
	doc = frappe.get_doc(doctype, name, for_update=True)
	values = _body()
	values.pop("flags", None)
	doc.update(values)
	doc.save()
	return doc


def _delete(doctype: str, name: str) -> str:
	frappe.delete_doc(doctype, name, ignore_missing=False)
	frappe.local.response.http_status_code = 202
	return "ok"


def _body() -> dict:
	data = frappe.form_dict.get("data")
	if isinstance(data, str):
		data = json.loads(data)
	return frappe._dict(data or frappe.form_dict)


_ON_DOCTYPE = {"GET": _list, "POST": _create}
_ON_DOCUMENT = {"GET": _read, "PUT": _update, "DELETE": _delete}
