"""The stand-in for the frappe package: what an app may call, on SQLite and in one process.

Names absent here raise an error that says so. Written from Frappe's documented behaviour.
"""

# isort: skip_file
import os

from werkzeug.local import Local, LocalProxy

from frappe.exceptions import *
from frappe.exceptions import NameError, PermissionError, ValidationError
from frappe.types import _dict as _dict

__version__ = "15.105.0"
STANDARD_USERS = ("Guest", "Administrator")

local = Local()
db = LocalProxy(lambda: local.db)
qb = LocalProxy(lambda: local.qb)
conf = LocalProxy(lambda: local.conf)
form = form_dict = LocalProxy(lambda: local.form_dict)
request = LocalProxy(lambda: getattr(local, "request", None))
response = LocalProxy(lambda: local.response)
session = LocalProxy(lambda: local.session)
user = LocalProxy(lambda: local.user)
flags = LocalProxy(lambda: local.flags)
lang = LocalProxy(lambda: local.lang)
error_log = LocalProxy(lambda: local.error_log)
debug_log = LocalProxy(lambda: local.debug_log)
message_log = LocalProxy(lambda: local.message_log)


def _fresh_locals(site: str, sites_path: str) -> dict:
	return {
		"site": site,
		"sites_path": sites_path,
		"site_path": os.path.join(sites_path, site) if site else sites_path,
		"flags": _dict(
			in_test=False, in_install=False, in_migrate=False, in_patch=False, in_import=False, mute_emails=False,
			currently_saving=[], redirect_location="", has_dataurl=False, ran_schedulers=[], touched_tables=set(),
		),
		"error_log": [],
		"message_log": [],
		"debug_log": [],
		"realtime_log": [],
		"form_dict": _dict(),
		"response": _dict(docs=[]),
		"session": _dict(user="Guest", sid="Guest", data=_dict()),
		"user": None,
		"lang": "en",
		"lang_full_dict": None,
		"role_permissions": {},
		"valid_columns": {},
		"new_doc_templates": {},
		"document_cache": {},
		"meta_cache": {},
		"request_cache": {},
		"system_settings": _dict(),
		"dynamic_link_map": None,
		"cookie_manager": None,
		"login_manager": None,
		"request_ip": None,
		"no_cache": 0,
		"is_ajax": False,
		"all_apps": None,
		"initialised": True,
	}  # fmt: skip


def init(site: str, sites_path: str | None = None, new_site: bool = False, force: bool = False) -> None:
	"""Set up the thread's state for a site folder `<sites_path>/<site>`."""
	if getattr(local, "initialised", False) and not force:
		return
	from frappe.query_builder.builder import HostQuery

	sites_path = sites_path or os.environ.get("BENCHLESS_SITES") or "sites"
	for name, value in _fresh_locals(site, sites_path).items():
		setattr(local, name, value)
	local.conf = get_site_config(sites_path, local.site_path)
	local.qb = HostQuery
	local.flags.in_test = bool(os.environ.get("BENCHLESS_IN_TEST"))


def get_site_config(sites_path: str | None = None, site_path: str | None = None) -> _dict:
	"""site_config.json of the site, on top of common_site_config.json."""
	config = _dict(db_type="sqlite", developer_mode=0)
	for folder, name in ((sites_path, "common_site_config.json"), (site_path, "site_config.json")):
		path = os.path.join(folder or "", name)
		if folder and os.path.exists(path):
			config.update(parse_json(read_file(path)))
	return config


def connect(site: str | None = None, db_name: str | None = None, set_admin_as_user: bool = True) -> None:
	"""Open the site's database."""
	from frappe.cache_manager import follow_other_processes
	from frappe.database.database import Database

	if site:
		init(site)
	local.db = Database(os.path.join(local.site_path, "site.db"))
	follow_other_processes()
	if set_admin_as_user:
		set_user("Administrator")


def destroy() -> None:
	"""Close the database and forget the thread's state."""
	if getattr(local, "db", None):
		local.db.rollback()
		local.db.close()
	for name in list(vars_of(local)):
		delattr(local, name)


def vars_of(state: Local) -> list[str]:
	"""Names set on a thread's state."""
	return [name for name, _value in state]


def set_user(username: str) -> None:
	"""Act as this user from here on."""
	local.session.user = username
	local.session.sid = username
	local.session.data = _dict()
	local.cache_of_user = {}
	local.form_dict = _dict()
	local.role_permissions, local.new_doc_templates = {}, {}
	local.user_perms = None
	local.user = None


def get_system_settings(key: str):
	"""One value of System Settings."""
	return local.db.get_single_value("System Settings", key)


def get_site_path(*parts: str) -> str:
	"""A path inside the site's folder."""
	return os.path.join(local.site_path, *parts)


def get_url(*args, **kwargs) -> str:
	"""As frappe.utils.get_url."""
	return utils.get_url(*args, **kwargs)


def generate_hash(txt: str | None = None, length: int = 56) -> str:
	"""A random hexadecimal text."""
	import secrets

	return secrets.token_hex(length // 2 + 1)[:length]


# Names that live elsewhere, fetched when they are first asked for.
_HOMES = {
	"get_roles": "permissions", "enqueue": "utils.background_jobs", "publish_realtime": "realtime",
	"get_template": "utils.jinja", "render_template": "utils.jinja", "format_value": "utils.formatters",
	"get_meta": "model.meta", "get_doc": "model.document", "delete_doc": "model.delete_doc",
	"rename_doc": "model.rename_doc", "sendmail": "email.queue", "clear_cache": "cache_manager",
}  # fmt: skip


def __getattr__(name: str):
	if name in _HOMES:
		from importlib import import_module

		return globals().setdefault(name, getattr(import_module("frappe." + _HOMES[name]), name))
	if name.startswith("__"):
		raise AttributeError(name)
	raise AttributeError(f"frappe.{name} is not part of the stand-in host; this needs a bench")


from frappe import utils
from frappe._apps import (
	call, get_app_path, get_attr, get_doc_hooks, get_hooks, get_installed_apps, get_module, get_module_app,
	get_module_list, get_module_path, read_file, scrub, unscrub,
)  # fmt: skip
from frappe._calls import (
	allowed_http_methods_for_whitelisted_func, get_newargs, guest_methods, is_whitelisted, only_for,
	override_whitelisted_method, whitelist, whitelisted, xss_safe_methods,
)  # fmt: skip
from frappe._docs import (
	clear_document_cache, copy_doc, get_all, get_cached_doc, get_cached_value, get_last_doc, get_list,
	get_single_value, new_doc,
)  # fmt: skip
from frappe._messages import (
	_, bold, clear_last_message, clear_messages, get_traceback, log_error, logger, msgprint, throw,
)  # fmt: skip
from frappe._services import (
	as_json, attach_print, get_print, get_request_header, has_permission, has_website_permission, parse_json,
	redirect, respond_as_web_page,
)  # fmt: skip
from frappe.utils.redis_wrapper import cache

import frappe.cache_manager
import frappe.defaults
import frappe.model.meta
import frappe.permissions
import frappe.share
import frappe.translate
