"""Apps, their modules and hooks."""

import importlib
import inspect
import json
import os
from pathlib import Path

import frappe

_hooks: dict[tuple, dict] = {}


def read_file(path: str, raise_not_found: bool = False, as_base64: bool = False) -> str | None:
	"""The text of a file, or None when it is missing."""
	if os.path.exists(path):
		return Path(path).read_text(encoding="utf-8")
	if raise_not_found:
		raise OSError(f"{path} Not Found")
	return None


def scrub(txt: str) -> str:
	"""'Customer Note' to 'customer_note'."""
	return (txt or "").replace(" ", "_").replace("-", "_").lower()


def unscrub(txt: str) -> str:
	"""'customer_note' to 'Customer Note'."""
	return txt.replace("_", " ").replace("-", " ").title()


def get_installed_apps(sort=False, frappe_last=False, *, _ensure_on_bench=False) -> list[str]:
	"""Apps of the site in the order installed."""
	if getattr(frappe.flags, "in_install_db", False) or not getattr(frappe.local, "db", None):
		return ["frappe", "erpnext"]
	held = frappe.local.request_cache
	if "installed_apps" not in held:
		held["installed_apps"] = json.loads(frappe.db.get_global("installed_apps") or '["frappe", "erpnext"]')
	apps = list(held["installed_apps"])
	return [*apps[1:], "frappe"] if frappe_last else apps


def get_module(modulename: str):
	"""Import a module by its dotted path."""
	return importlib.import_module(modulename)


def get_attr(method_string: str):
	"""The object at a dotted path. Raises AppNotInstalledError when its app is not installed."""
	module, _dot, name = method_string.rpartition(".")
	app = method_string.split(".", 1)[0]
	if not frappe.flags.in_uninstall and not frappe.flags.in_install and app not in get_installed_apps():
		frappe.throw(frappe._("App {0} is not installed").format(app), frappe.AppNotInstalledError)
	return getattr(get_module(module), name)


def call(fn, *args, **kwargs):
	"""Call a function (or its dotted path) with the keyword arguments it knows."""
	from frappe._calls import get_newargs

	function = get_attr(fn) if isinstance(fn, str) else fn
	return function(*args, **get_newargs(function, kwargs))


def get_app_path(app_name: str, *joins: str) -> str:
	"""A path inside an app's package."""
	return os.path.join(os.path.dirname(get_module(app_name).__file__), *joins)


def get_module_list(app_name: str) -> list[str]:
	"""Modules named in modules.txt."""
	text = read_file(get_app_path(app_name, "modules.txt")) or ""
	return [line.strip() for line in text.splitlines() if line.strip()]


def get_module_app(module: str) -> str:
	"""The app that owns a module."""
	for app in get_installed_apps():
		if module and scrub(module) in [scrub(one) for one in get_module_list(app)]:
			return app
	frappe.throw(frappe._("Module {0} not found").format(module), frappe.DoesNotExistError)


def get_module_path(module: str, *joins: str) -> str:
	"""A path inside a module's folder."""
	return get_app_path(get_module_app(module), scrub(module), *joins)


def _append(target: dict, key: str, value) -> None:
	if isinstance(value, dict):
		inner = target.setdefault(key, {})
		for name, one in value.items():
			_append(inner, name, one)
	else:
		target.setdefault(key, []).extend(value if isinstance(value, list) else [value])


def _is_hook(name: str, value) -> bool:
	kinds = (inspect.isfunction, inspect.isclass, inspect.ismodule)
	return not name.startswith("_") and not any(kind(value) for kind in kinds)


def _load(apps: tuple) -> dict:
	if apps not in _hooks:
		hooks: dict = {}
		for app in apps:
			for name, value in vars(get_module(f"{app}.hooks")).items():
				if _is_hook(name, value):
					_append(hooks, name, value)
		_hooks[apps] = hooks
	return _hooks[apps]


def get_hooks(hook=None, default="_KEEP_DEFAULT_LIST", app_name=None):
	"""All hooks, or one: values of every app in the order installed."""
	hooks = _load((app_name,) if app_name else tuple(get_installed_apps()))
	if hook is None:
		return frappe._dict(hooks)
	return hooks.get(hook, [] if default == "_KEEP_DEFAULT_LIST" else default)


def get_doc_hooks() -> dict:
	"""doc_events as {doctype: {event: [path]}}, tuples of DocTypes spread."""
	key = ("doc_events", *get_installed_apps())
	if key not in _hooks:
		spread: dict = {}
		for doctypes, events in get_hooks("doc_events", {}).items():
			for doctype in doctypes if isinstance(doctypes, tuple) else (doctypes,):
				for event, handlers in events.items():
					_append(spread.setdefault(doctype, {}), event, handlers)
		_hooks[key] = spread
	return _hooks[key]
