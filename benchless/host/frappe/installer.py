"""Sites: made, apps installed and removed."""

import json
import os

import frappe
from frappe import _
from frappe.model import sync


def update_site_config(key, value, validate=True, site_config_path=None) -> None:
	"""Write a value to site_config.json."""
	path = site_config_path or frappe.get_site_path("site_config.json")
	config = json.loads(frappe.read_file(path) or "{}")
	config[key] = value
	with open(path, "w", encoding="utf-8") as file:
		json.dump(config, file, indent=1, sort_keys=True)
	frappe.local.conf[key] = value


def new_site(site: str, sites_path: str, admin_password: str = "admin") -> None:
	"""A site with the host's own DocTypes, connected."""
	for folder in ("private/files", "public/files", "logs", "locks"):
		os.makedirs(os.path.join(sites_path, site, folder), exist_ok=True)
	frappe.init(site, sites_path, force=True)
	update_site_config("db_type", "sqlite")
	from frappe.database import schema
	from frappe.database.database import Database

	frappe.local.db = Database(os.path.join(frappe.local.site_path, "site.db"))
	frappe.local.session.user = "Administrator"
	frappe.flags.in_install = "frappe"
	schema.create_service_tables()
	sync.sync_host_records()
	_keep_apps(["frappe", "erpnext"])
	from frappe.core.seeds import seed

	seed(admin_password)
	frappe.flags.in_install = False
	frappe.db.commit()
	frappe.clear_cache()


def _keep_apps(apps: list[str]) -> None:
	frappe.db.set_global("installed_apps", json.dumps(apps))
	frappe.local.request_cache.clear()


def _run_hooks(app: str, hook: str) -> None:
	for path in frappe.get_hooks(hook, app_name=app):
		frappe.get_attr(path)()


def install_app(name: str, verbose: bool = False, set_as_patched: bool = True, force: bool = False) -> None:
	"""Install an app: before_install, DocTypes, patches marked, after_install, fixtures, after_sync."""
	hooks = frappe.get_hooks(app_name=name)
	apps = frappe.get_installed_apps()
	if name in apps and not force:
		return
	for needed in hooks.get("required_apps", []):
		needed = needed.split("/")[-1]
		if needed not in apps:
			install_app(needed)
	frappe.flags.in_install = name
	for path in hooks.get("before_install", []):
		if frappe.get_attr(path)() is False:
			return
	_add_modules(name)
	_keep_apps([*apps, name])
	sync.sync_for(name, force=True)
	if set_as_patched:
		sync.mark_patches(name)
	frappe.clear_cache()
	_run_hooks(name, "after_install")
	sync.sync_fixtures(name)
	_run_hooks(name, "after_sync")
	frappe.flags.in_install = False
	frappe.db.commit()
	frappe.clear_cache()


def _add_modules(app: str) -> None:
	for module in frappe.get_module_list(app):
		if frappe.db.exists("Module Def", module):
			owner = frappe.db.get_value("Module Def", module, "app_name")
			if owner != app:
				frappe.throw(_("Module {0} belongs to {1}").format(module, owner))
		else:
			frappe.get_doc({"doctype": "Module Def", "module_name": module, "app_name": app}).insert(
				ignore_permissions=True
			)


def migrate() -> None:
	"""before_migrate, patches, DocTypes, fixtures, after_migrate of every app."""
	apps = frappe.get_installed_apps()
	for app in apps:
		_run_hooks(app, "before_migrate")
	frappe.flags.in_migrate = True
	sync.run_patches("pre_model_sync")
	sync.sync_host_records()
	for app in apps:
		sync.sync_for(app)
	sync.run_patches("post_model_sync")
	for app in apps:
		sync.sync_fixtures(app)
	frappe.flags.in_migrate = False
	for app in apps:
		_run_hooks(app, "after_migrate")
	frappe.db.commit()
	frappe.clear_cache()


def remove_app(
	app_name: str, dry_run: bool = False, yes: bool = False, no_backup: bool = False, force: bool = False
) -> None:
	"""Uninstall an app: before_uninstall, its modules' records and tables, after_uninstall."""
	if app_name not in frappe.get_installed_apps():
		return
	frappe.flags.in_uninstall = True
	_run_hooks(app_name, "before_uninstall")
	for module in frappe.get_module_list(app_name):
		for doctype in (
			"Page",
			"Report",
			"Workspace",
			"Number Card",
			"Dashboard Chart",
			"Custom Field",
			"Property Setter",
		):
			for name in frappe.get_all(doctype, {"module": module}, pluck="name"):
				frappe.delete_doc(doctype, name, ignore_on_trash=True, force=True, ignore_permissions=True)
		_remove_doctypes(module)
		frappe.delete_doc("Module Def", module, ignore_on_trash=True, force=True, ignore_permissions=True)
	_keep_apps([app for app in frappe.get_installed_apps() if app != app_name])
	frappe.db.commit()
	frappe.clear_cache()
	_run_hooks(app_name, "after_uninstall")
	frappe.flags.in_uninstall = False


def _remove_doctypes(module: str) -> None:
	for name, single in frappe.get_all("DocType", {"module": module}, ["name", "issingle"], as_list=True):
		frappe.delete_doc("DocType", name, ignore_on_trash=True, force=True, ignore_permissions=True)
		if single:
			frappe.db.delete("Singles", {"doctype": name})
		else:
			frappe.db.execute(f"drop table if exists `tab{name}`")
