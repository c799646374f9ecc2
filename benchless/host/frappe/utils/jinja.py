"""Jinja templates of installed apps."""

import frappe
from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader
from jinja2.sandbox import SandboxedEnvironment


class _ByApp(BaseLoader):
	"""'app/templates/x.html' as well as 'templates/x.html'."""

	def get_source(self, environment, template):
		"""Source of a template."""
		app, _slash, rest = template.partition("/")
		if app in frappe.get_installed_apps():
			return FileSystemLoader(frappe.get_app_path(app)).get_source(environment, rest)
		folders = [frappe.get_app_path(name) for name in reversed(frappe.get_installed_apps())]
		return FileSystemLoader(folders).get_source(environment, template)


def get_jenv():
	"""The environment with the names templates use."""
	held = frappe.local.request_cache
	if "jenv" not in held:
		environment = SandboxedEnvironment(loader=ChoiceLoader([_ByApp()]), autoescape=False)
		environment.globals.update(get_jinja_globals())
		environment.filters["json"] = frappe.as_json
		_add_from_hooks(environment)
		held["jenv"] = environment
	return held["jenv"]


def get_jinja_globals() -> dict:
	"""Names for templates."""
	names = (
		"format_value",
		"get_all",
		"get_list",
		"get_doc",
		"get_cached_value",
		"bold",
		"session",
		"form_dict",
		"utils",
		"db",
	)
	inner = frappe._dict(
		{name: getattr(frappe, name) for name in names},
		_=frappe._,
		format_date=frappe.utils.formatdate,
		lang=frappe.local.lang,
	)
	return {"_": frappe._, "frappe": inner, "_dict": frappe._dict, "dict": dict}


def _add_from_hooks(environment) -> None:
	hooks = frappe.get_hooks("jinja", {})
	for kind, target in (("methods", environment.globals), ("filters", environment.filters)):
		for path in hooks.get(kind, []):
			try:
				found = frappe.get_module(path)
				target.update(
					{
						name: value
						for name, value in vars(found).items()
						if callable(value) and value.__module__ == path
					}
				)
			except ModuleNotFoundError:
				target[path.rsplit(".", 1)[-1]] = frappe.get_attr(path)


def get_template(path: str):
	"""A template by its path."""
	return get_jenv().get_template(path)


def render_template(template: str, context: dict | None = None, is_path: bool | None = None) -> str:
	"""A template, by its path or as text, filled in."""
	if is_path or (is_path is None and template.endswith(".html") and "\n" not in template):
		return get_template(template).render(context or {})
	return get_jenv().from_string(template).render(context or {})
