"""Small services: JSON, permissions, jobs, realtime, mail, templates."""

import json

import frappe


def parse_json(val):
	"""A JSON text as its value; other values as they are."""
	parsed = json.loads(val) if isinstance(val, str) else val
	return frappe._dict(parsed) if isinstance(parsed, dict) else parsed


def as_json(obj, indent: int | None = 1, separators=None, ensure_ascii: bool = True) -> str:
	"""The value as JSON, dates as text, keys sorted."""
	from frappe.utils.response import json_handler

	separators = separators or (",", ": ")
	try:
		return json.dumps(
			obj,
			indent=indent,
			sort_keys=True,
			default=json_handler,
			separators=separators,
			ensure_ascii=ensure_ascii,
		)
	except TypeError:
		return json.dumps(
			obj, indent=indent, default=json_handler, separators=separators, ensure_ascii=ensure_ascii
		)


def has_permission(
	doctype=None,
	ptype="read",
	doc=None,
	user=None,
	throw=False,
	*,
	parent_doctype=None,
	verbose=False,
	debug=False,
	ignore_share_permissions=False,
):
	"""May the user do this? Raises PermissionError with `throw`."""
	from frappe.permissions import has_permission as check

	if not doctype and doc:
		doctype = doc.doctype
	allowed = check(
		doctype,
		ptype,
		doc=doc,
		user=user,
		parent_doctype=parent_doctype,
		ignore_share_permissions=ignore_share_permissions,
	)
	if throw and not allowed:
		name = f" - {doc if isinstance(doc, str) else doc.name}" if doc else ""
		frappe.flags.error_message = frappe._("No permission for {0}").format(frappe._(str(doctype)) + name)
		frappe.throw(frappe.flags.error_message, frappe.PermissionError)
	return allowed


def has_website_permission(doc=None, ptype="read", user=None, verbose=False, doctype=None) -> bool:
	"""May a portal user see the document? Every hook must agree; without a hook nobody may."""
	doc = frappe.get_doc(doctype, doc) if isinstance(doc, str) else doc
	methods = frappe.get_hooks("has_website_permission", {}).get(doctype or doc.doctype, [])
	controller = getattr(doc, "has_website_permission", None)
	user = user or frappe.session.user
	if controller:
		return bool(controller(ptype, user, verbose=verbose))
	return bool(methods) and all(
		frappe.call(frappe.get_attr(method), doc=doc, ptype=ptype, user=user, verbose=verbose)
		for method in methods
	)


def get_print(*_args, **_kwargs):
	"""Absent: print formats need a bench."""
	raise NotImplementedError("frappe.get_print is not part of the stand-in host; printing needs a bench")


attach_print = get_print


def respond_as_web_page(
	title,
	html,
	success=None,
	http_status_code=None,
	context=None,
	indicator_color=None,
	primary_action="/",
	primary_label=None,
	fullpage=False,
	width=None,
	template="message",
):
	"""Answer with a small page that carries a message."""
	frappe.local.message_title, frappe.local.message = title, html
	frappe.local.response.update({"type": "page", "route": template, "no_cache": 1})
	if http_status_code:
		frappe.local.response["http_status_code"] = http_status_code
	color = indicator_color or (
		"green" if success else "red" if http_status_code and http_status_code > 300 else "blue"
	)
	frappe.local.response["context"] = {
		"title": title, "message": html, "primary_action": primary_action, "primary_label": primary_label,
		"indicator_color": color, **(context or {}),
	}  # fmt: skip


def redirect(url: str):
	"""Answer with a redirection."""
	frappe.flags.redirect_location = url
	raise frappe.Redirect


def get_request_header(key: str, default=None):
	"""A header of the request."""
	request = getattr(frappe.local, "request", None)
	return request.headers.get(key, default) if request else default
