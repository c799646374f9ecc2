"""Refuses calls that reach a closed core method by another way than its own address.

Frappe resolves the method named in a URL, and the one named in some arguments, in any module that imports
it. The overrides in hooks.py know a method by its own address only, so a call by another name is refused
here.
"""

import re

import frappe
from frappe import _

METHOD_URL = re.compile(r"/api(?:/v\d+)?/method/([\w.]+)")
# Arguments by which core endpoints take the path of a method: search, upload and mapper, tree views.
METHOD_ARGUMENTS = ("query", "method", "tree_method")
GUARDS = "workshop_crm.closed_methods."


def refuse_detours() -> None:
	"""Raise frappe.PermissionError where the request names a closed method otherwise than by its own address."""
	overrides = frappe.get_hooks("override_whitelisted_methods")
	for path in _asked_methods():
		if path not in overrides and _closed(_own_address(path), overrides):
			_refuse()
	for argument in METHOD_ARGUMENTS:
		named = frappe.form_dict.get(argument)
		if isinstance(named, str) and _closed(_own_address(named), overrides):
			_refuse()


def _asked_methods() -> list[str]:
	in_url = METHOD_URL.match(frappe.request.path)
	asked = [in_url.group(1) if in_url else None, frappe.form_dict.get("cmd")]
	return [path for path in asked if isinstance(path, str)]


def _own_address(path: str) -> str | None:
	if "." not in path:
		return None
	try:
		function = frappe.get_attr(path)
	except Exception:
		# No such method: the caller hears that from Frappe itself.
		return None
	return f"{getattr(function, '__module__', '')}.{getattr(function, '__name__', '')}"


def _closed(address: str | None, overrides: dict) -> bool:
	return any(guard.startswith(GUARDS) for guard in overrides.get(address) or ())


def _refuse():
	frappe.throw(_("You have no right to do this."), frappe.PermissionError)
