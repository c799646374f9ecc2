"""Pages for people: the desk's shell, login, the app's www pages and web templates, messages."""

from pathlib import Path

import frappe
import jinja2
from frappe import _
from frappe.sessions import get_csrf_token
from werkzeug.exceptions import NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from benchless.web import static

OWN_TEMPLATES = static.REPOSITORY / "benchless" / "desk" / "html"
PAGE_FOLDERS = ("www", "templates/pages")
RIGHT_TO_LEFT = ("ar", "he", "fa", "ps")


def get_response(path: str) -> Response:
	"""Answer a page's address: own pages first, then the apps' www pages with their route rules."""
	path = path.strip("/ ")
	if path == "" or path == "index":
		return redirect(_home_of_user())
	if path == "app" or path.startswith("app/"):
		return _desk(path)
	if path == "login":
		return _html("login.html", title=_("Login"), redirect_to=_safe_target())
	if path == "robots.txt":
		return Response("User-agent: *\nDisallow: /\n", mimetype="text/plain")
	if path.startswith("files/"):
		return static.public_file(path)
	try:
		return _page_of_app(_route(path))
	except frappe.Redirect as moved:
		return redirect(frappe.local.flags.redirect_location or "/", getattr(moved, "http_status_code", 301))


def _home_of_user() -> str:
	if frappe.session.user == "Guest":
		return "/login"
	if frappe.db.get_value("User", frappe.session.user, "user_type") == "System User":
		return "/app"
	return "/me"


def _desk(path: str) -> Response:
	if frappe.session.user == "Guest":
		return redirect(f"/login?redirect-to=/{path}", 302)
	if frappe.db.get_value("User", frappe.session.user, "user_type") == "Website User":
		raise frappe.PermissionError
	from benchless.web.desk import boot

	return _html(
		"app.html", title=_("Workshop CRM"), boot=boot(), csrf_token=get_csrf_token(), styles=_app_styles()
	)


def _app_styles() -> list[str]:
	"""The apps' own sheets: a plain path is taken as it is, a bundle's name stands for the sheet beside it."""
	return [
		style if style.startswith("/") else f"/assets/workshop_crm/css/{style.replace('.bundle', '')}"
		for style in frappe.get_hooks("app_include_css")
	]


def _safe_target() -> str:
	target = frappe.form_dict.get("redirect-to") or ""
	return target if target.startswith("/") and not target.startswith(("//", "/\\")) else ""


def _route(path: str) -> str:
	rules = frappe.get_hooks("website_route_rules")
	if not rules:
		return path
	table = Map([Rule("/" + rule["from_route"].strip("/"), endpoint=rule["to_route"]) for rule in rules])
	try:
		endpoint, values = table.bind_to_environ(frappe.local.request.environ).match("/" + path)
	except NotFound:
		return path
	frappe.form_dict.update(values)
	return endpoint.strip("/")


def _page_of_app(path: str) -> Response:
	for app in reversed(frappe.get_installed_apps()):
		root = Path(frappe.get_app_path(app))
		for folder in PAGE_FOLDERS:
			for ending in (".html", ".md", "/index.html", "/index.md"):
				if (root / folder / f"{path}{ending}").is_file():
					return _render_app_page(app, root, f"{folder}/{path}{ending}", path)
	raise NotFound


def _render_app_page(app: str, root: Path, template: str, path: str) -> Response:
	module = template.rsplit(".", 1)[0].replace("-", "_")
	context = page_context(path=path, template=template)
	if (root / f"{module}.py").is_file():
		python = frappe.get_module(f"{app}.{module.replace('/', '.')}")
		if hasattr(python, "get_context"):
			context.update(python.get_context(context) or {})
	source = (root / template).read_text(encoding="utf-8")
	if template.endswith(".md"):
		source = f'<div class="from-markdown">{frappe.utils.md_to_html(source)}</div>'
	if "{% extends" not in source and "{%- extends" not in source and "</body>" not in source:
		base = context.get("base_template_path") or "templates/web.html"
		source = f'{{% extends "{base}" %}}{{% block page_content %}}{source}{{% endblock %}}'
	html = environment(root).from_string(source).render(context)
	token = frappe.session.data.get("csrf_token")
	script = f'<script>window.frappe = window.frappe || {{}}; frappe.csrf_token = "{token}";</script>'
	return Response(
		html.replace("<!-- csrf_token -->", script),
		status=context.get("http_status_code") or 200,
		mimetype="text/html",
	)


def page_context(**values) -> dict:
	"""Return what every template may use: language, direction, the banner and who is asking."""
	language = str(frappe.local.lang or "en")
	return frappe._dict(
		lang=language,
		layout_direction="rtl" if language in RIGHT_TO_LEFT else "ltr",
		banner=_("Demonstration host. Production runs on ERPNext."),
		user=frappe.session.user,
		csrf_token="",
		**values,
	)


def environment(*roots: Path) -> jinja2.Environment:
	"""Return a Jinja environment over the apps' folders and the host's own templates."""
	folders = [*roots, static.REPOSITORY, OWN_TEMPLATES]
	jinja = jinja2.Environment(
		loader=jinja2.FileSystemLoader([str(folder) for folder in folders]),
		autoescape=not roots,
		undefined=jinja2.DebugUndefined if roots else jinja2.StrictUndefined,
	)
	jinja.filters["json"] = lambda value: frappe.as_json(value)
	jinja.globals.update(_=_, frappe=frappe)
	for hook in (frappe.get_hooks("jinja") or {}).get("methods", []):
		jinja.globals[hook.rsplit(".", 1)[-1]] = frappe.get_attr(hook)
	return jinja


def _html(template: str, status: int = 200, **values) -> Response:
	page = environment().get_template(template).render(page_context() | values)
	return Response(page, status=status, mimetype="text/html")


def message_page() -> Response:
	"""Show what `frappe.respond_as_web_page` left behind."""
	answer = frappe.local.response
	return _html(
		"message.html",
		status=answer.get("http_status_code") or 200,
		title=frappe.local.message_title,
		message=frappe.local.message,
	)


def error_page(error: Exception, status: int) -> Response:
	"""Show an exception to a person, without anything of the program."""
	titles = {
		401: _("Session Expired"),
		403: _("Not Permitted"),
		404: _("Not Found"),
		429: _("Too Many Requests"),
	}
	messages = {
		401: _("Your session has expired, please login again to continue."),
		403: _("You do not have enough permissions to complete the action"),
		404: _("The resource you are looking for is not available"),
	}
	text = (
		str(error) if isinstance(error, frappe.ValidationError) else _("Something went wrong on the server.")
	)
	return _html(
		"message.html",
		status=status,
		title=titles.get(status, _("Server Error")),
		message=messages.get(status, text),
	)
