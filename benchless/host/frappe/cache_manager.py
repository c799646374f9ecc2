"""What is cached, and when it is forgotten."""

import frappe

_seen_version: dict[str, int] = {}


def _version() -> int:
	rows = frappe.db.fetch("select name from sqlite_master where name = '__version'")
	if not rows:
		return 0
	rows = frappe.db.fetch("select number from `__version` where id = 1")
	return rows[0][0] if rows else 0


def follow_other_processes() -> None:
	"""Forget definitions when another process changed them since."""
	version = _version()
	if _seen_version.get(frappe.local.site_path) != version:
		_seen_version[frappe.local.site_path] = version
		from frappe.model.meta import forget_all

		forget_all()
		frappe.cache.flushall()


def announce_change() -> None:
	"""Other processes read definitions again."""
	frappe.db.execute(
		"insert into `__version` values (1, 1) on conflict (id) do update set number = number + 1"
	)
	_seen_version.pop(frappe.local.site_path, None)


def clear_cache(user: str | None = None, doctype: str | None = None) -> None:
	"""Forget what was cached for a user, a DocType or all."""
	from frappe.model.meta import forget_all

	frappe.local.role_permissions = {}
	frappe.local.new_doc_templates = {}
	frappe.local.system_settings = frappe._dict()
	frappe.local.request_cache = {}
	frappe.db.value_cache.clear()
	if user:
		for key in ("roles", "user_permissions"):
			frappe.cache.hdel(key, user)
		return
	frappe.local.document_cache = {}
	forget_all(doctype)
	frappe.cache.flushall()
	frappe.translate.clear_cache()
