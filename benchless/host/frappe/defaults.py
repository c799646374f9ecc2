"""Default values of users and of the site."""

import frappe


def get_defaults_for(parent: str = "__default") -> frappe._dict:
	"""{key: value, or list of values} of a user or of '__default' / '__global'."""

	def load():
		rows = frappe.db.fetch(
			"select defkey, defvalue from `tabDefaultValue` where parent = ? order by creation", (parent,)
		)
		values = frappe._dict()
		for key, value in rows:
			if key in values and values[key] != value:
				values[key] = [*values[key], value] if isinstance(values[key], list) else [values[key], value]
			else:
				values[key] = value
		return values

	return frappe.cache.hget("defaults", parent, load)


def get_defaults(user: str | None = None) -> frappe._dict:
	"""Defaults of the site and, on top, of the user."""
	user = user or frappe.session.user or "Guest"
	return (
		frappe._dict(get_defaults_for()).update(get_defaults_for(user)).update({"user": user, "owner": user})
	)


def _allowed_by_permission(key: str, user: str):
	rows = frappe.permissions.get_user_permissions(user).get(frappe.unscrub(key), [])
	preferred = [row.doc for row in rows if row.is_default] or ([rows[0].doc] if len(rows) == 1 else [])
	return preferred[0] if preferred else None


def get_user_default(key: str, user: str | None = None):
	"""A user's default, else the site's."""
	user = user or frappe.session.user
	value = get_defaults_for(user).get(key) or get_defaults_for(user).get(frappe.scrub(key))
	value = (
		value
		or _allowed_by_permission(key, user)
		or get_defaults_for().get(key)
		or get_defaults_for().get(frappe.scrub(key))
	)
	return value[0] if isinstance(value, list) else value


def get_global_default(key: str):
	"""The site's default."""
	value = get_defaults_for().get(key)
	return value[0] if isinstance(value, list) else value


def set_default(key: str, value, parent: str, parenttype: str = "__default") -> None:
	"""Set a default, in the place of all earlier ones of the key."""
	frappe.db.delete("DefaultValue", {"defkey": key, "parent": parent})
	if value is not None:
		add_default(key, value, parent, parenttype)
	clear_defaults_cache(parent)


def add_default(key: str, value, parent: str, parenttype: str | None = None) -> None:
	"""Add a default."""
	row = (
		frappe.generate_hash(length=10),
		key,
		str(value),
		parent,
		parenttype or "__default",
		"system_defaults",
		frappe.utils.now(),
	)
	fields = ["name", "defkey", "defvalue", "parent", "parenttype", "parentfield", "creation"]
	frappe.db.bulk_insert("DefaultValue", fields, [row])
	clear_defaults_cache(parent)


def set_user_default(key: str, value, user: str | None = None, parenttype: str | None = None) -> None:
	"""Set a user's default."""
	set_default(key, value, user or frappe.session.user, parenttype)


def clear_user_default(key: str, user: str | None = None) -> None:
	"""Forget a user's default."""
	clear_default(key, parent=user or frappe.session.user)


def clear_default(key=None, value=None, parent=None, name=None, parenttype=None) -> None:
	"""Forget defaults that fit."""
	given = {"defkey": key, "defvalue": value, "parent": parent, "name": name, "parenttype": parenttype}
	frappe.db.delete("DefaultValue", {field: one for field, one in given.items() if one})
	clear_defaults_cache(parent)


def clear_defaults_cache(parent: str | None = None) -> None:
	"""Defaults are read again."""
	frappe.cache.delete_value("defaults")
	frappe.local.new_doc_templates = {}
	frappe.local.request_cache.pop("installed_apps", None)
	frappe.db.after_rollback.add(lambda: frappe.cache.delete_value("defaults"))
