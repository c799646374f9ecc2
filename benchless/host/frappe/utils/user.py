"""Users and what they may do."""

import frappe


class UserPermissions:
	"""The user of a session: roles and the DocTypes open to them."""

	def __init__(self, name: str = ""):
		self.name = name or frappe.session.user
		self.defaults = None

	def get_roles(self) -> list[str]:
		"""Roles."""
		return frappe.get_roles(self.name)

	@property
	def doc(self):
		"""The User."""
		return frappe.get_cached_doc("User", self.name)

	def has_role(self, role: str) -> bool:
		"""Has the user this role?"""
		return role in self.get_roles()

	def load_user(self) -> frappe._dict:
		"""Name, roles, language and the DocTypes by right."""
		fields = ["name", "email", "first_name", "last_name", "full_name", "user_type", "language", "user_image", "time_zone"]
		values = frappe.db.get_value("User", self.name, fields, as_dict=True) or frappe._dict(name=self.name)
		values.roles = self.get_roles()
		names = frappe.get_all("DocType", {"istable": 0}, pluck="name")
		for right in ("read", "write", "create", "delete", "submit", "cancel"):
			values[f"can_{right}"] = [name for name in names if frappe.permissions.get_role_permissions(name, user=self.name).get(right)]
		return values


def get_users_with_role(role: str) -> list[str]:
	"""Enabled users with a role."""
	names = frappe.get_all("Has Role", {"role": role, "parenttype": "User"}, pluck="parent", distinct=True)
	filters = {"name": ["in", [name for name in names if name != "Administrator"]], "enabled": 1}
	return frappe.get_all("User", filters, pluck="name")


def is_website_user(username: str | None = None) -> bool:
	"""A user without desk?"""
	return frappe.db.get_value("User", username or frappe.session.user, "user_type") == "Website User"


def is_system_user(username: str | None = None) -> bool:
	"""An enabled user of the desk?"""
	filters = {"name": username or frappe.session.user, "enabled": 1, "user_type": "System User"}
	return bool(frappe.db.get_value("User", filters))


def get_fullname_and_avatar(user: str) -> frappe._dict:
	"""Name and picture."""
	row = frappe.db.get_value("User", user, ["first_name", "user_image", "full_name"], as_dict=True) or frappe._dict()
	return frappe._dict(fullname=row.full_name or user, image=row.user_image)
