"""Functions that may be called over HTTP, and the checks on their arguments."""

import inspect

import frappe

whitelisted: set = set()
guest_methods: set = set()
xss_safe_methods: set = set()
allowed_http_methods_for_whitelisted_func: dict = {}


def whitelist(allow_guest: bool = False, xss_safe: bool = False, methods: list[str] | None = None):
	"""Decorator: the function may be called over HTTP, with its annotated argument types enforced."""
	verbs = methods or ["GET", "POST", "PUT", "DELETE"]

	def register(fn):
		from frappe.utils.typing_validations import validate_argument_types

		method = None
		if isinstance(fn, staticmethod | classmethod):
			method, fn = fn, fn.__func__
		checked = validate_argument_types(fn, apply_condition=_in_request_or_test)
		kept = type(method)(checked) if method else checked
		for one in (checked, fn):
			whitelisted.add(one)
			allowed_http_methods_for_whitelisted_func[one] = verbs
			if allow_guest:
				guest_methods.add(one)
				if xss_safe:
					xss_safe_methods.add(one)
		return kept

	return register


def _in_request_or_test() -> bool:
	local = frappe.local
	return bool(getattr(local, "request", None) or (getattr(local, "flags", None) and local.flags.in_test))


def is_whitelisted(method) -> None:
	"""Raise PermissionError unless the user may call this function."""
	from frappe import _

	user = frappe.session.user
	if user == "Guest" and method not in guest_methods:
		frappe.throw(
			_("Function {0} is not whitelisted.").format(frappe.bold(method.__qualname__)),
			frappe.PermissionError,
		)
	if method not in whitelisted:
		frappe.throw(
			_("Function {0} is not whitelisted.").format(frappe.bold(method.__qualname__)),
			frappe.PermissionError,
		)
	if user == "Guest" and method not in xss_safe_methods:
		for key, value in list(frappe.form_dict.items()):
			if isinstance(value, str):
				frappe.form_dict[key] = frappe.utils.sanitize_html(value)


def override_whitelisted_method(original_method: str) -> str:
	"""The path that stands for this one: last app wins."""
	return frappe.get_hooks("override_whitelisted_methods", {}).get(original_method, [original_method])[-1]


def get_newargs(fn, kwargs: dict) -> dict:
	"""Keyword arguments that the function knows."""
	fn = getattr(fn, "fnargs", fn)
	parameters = inspect.signature(fn).parameters
	if any(one.kind is one.VAR_KEYWORD for one in parameters.values()):
		known = dict(kwargs)
	else:
		known = {name: value for name, value in kwargs.items() if name in parameters}
	known.pop("ignore_permissions", None)
	known.pop("flags", None)
	return known


def only_for(roles, message: bool = False) -> None:
	"""Raise PermissionError unless the user has one of the roles. Does nothing in tests, as on a bench."""
	if frappe.local.flags.in_test or frappe.session.user == "Administrator":
		return
	roles = {roles} if isinstance(roles, str) else set(roles)
	if not roles & set(frappe.get_roles()):
		frappe.throw(
			frappe._("This action is only allowed for {}").format(
				", ".join(frappe.bold(role) for role in roles)
			),
			frappe.PermissionError,
			frappe._("Insufficient Permission"),
		)
