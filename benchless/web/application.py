"""The WSGI application: one request is one connection, one user, one transaction."""

import json
from contextlib import suppress

import frappe
from frappe import _
from frappe.translate import get_language
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Request, Response

from benchless.web import resource, rpc, static
from benchless.web.responses import build_response, error_response
from benchless.web.session import UNSAFE_METHODS, CookieManager, LoginManager, check_csrf_token

LARGEST_BODY = 25 * 1024 * 1024


@Request.application
def application(request: Request) -> Response:
	"""Answer one request of the host at `frappe.app._site`, or of the site that the host name says."""
	if response := static.asset(request):
		return response
	try:
		response = _answer(request)
		_finish(request.method in UNSAFE_METHODS or frappe.local.flags.commit)
	except HTTPException as error:
		_finish(commit=False)
		response = error.get_response(request.environ)
	except Exception as error:
		response = _answer_error(error)
	finally:
		_flush_and_close(response)
	return response


def _answer(request: Request) -> Response:
	_begin(request)
	path = request.path
	if path == "/api/method/login":
		return build_response()
	if request.method == "OPTIONS":
		return Response()
	if frappe.form_dict.get("cmd"):
		return rpc.handle(frappe.form_dict.cmd)
	if path.startswith("/api/method/"):
		return rpc.handle(path.removeprefix("/api/method/").split("/")[0])
	if path.startswith("/api/resource/"):
		return resource.handle(request)
	if path.startswith("/private/files/"):
		return static.private_file(path)
	if path.startswith("/api/") or request.method not in ("GET", "HEAD", "POST"):
		raise NotFound
	from benchless.web.pages import get_response

	return get_response(path)


def _begin(request: Request) -> None:
	import frappe.app as entry

	site = entry._site or request.headers.get("X-Frappe-Site-Name") or entry.get_site_name(request.host)
	frappe.init(site=site, sites_path=entry._sites_path, force=True)
	frappe.local.request = request
	frappe.flags.in_test = False  # a request is none, also while tests send it
	frappe.local.request_ip = _address_of(request)
	frappe.local.is_ajax = request.headers.get("X-Requested-With") == "XMLHttpRequest"
	request.max_content_length = frappe.conf.get("max_file_size") or LARGEST_BODY
	frappe.connect(set_admin_as_user=False)
	frappe.local.form_dict = _read_arguments(request)
	frappe.local.cookie_manager = CookieManager()
	frappe.local.login_manager = LoginManager()
	frappe.local.lang = get_language()
	if request.method != "OPTIONS" and request.path != "/api/method/login":
		check_csrf_token()
	frappe.local.cookie_manager.init_cookies()


def _address_of(request: Request) -> str:
	forwarded = request.headers.get("X-Forwarded-For", "").split(",")[0].strip()
	return forwarded or request.remote_addr or "127.0.0.1"


def _read_arguments(request: Request) -> dict:
	if request.is_json and (body := request.get_data(as_text=True)):
		try:
			arguments = json.loads(body)
		except ValueError:
			frappe.throw(_("Invalid request arguments"))
	else:
		arguments = {**request.args.to_dict(), **request.form.to_dict()}
	if isinstance(arguments, list):
		arguments = {"data": arguments}
	if not isinstance(arguments, dict):
		frappe.throw(_("Invalid request arguments"))
	arguments.pop("_", None)
	return frappe._dict(arguments)


def _finish(commit: bool) -> None:
	if not getattr(frappe.local, "db", None):
		return
	if commit:
		frappe.db.commit()
	else:
		frappe.db.rollback()


def _answer_error(error: Exception) -> Response:
	with suppress(Exception):
		_finish(commit=False)
	return error_response(error)


def _flush_and_close(response: Response) -> None:
	if getattr(frappe.local, "cookie_manager", None):
		frappe.local.cookie_manager.flush_cookies(response)
	frappe.destroy()
