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


def get_users_with_role(role: str) -> list[str]:
	"""Enabled users with a role."""
	names = frappe.get_all("Has Role", {"role": role, "parenttype": "User"}, pluck="parent", distinct=True)
	filters = {"name": ["in", [name for name in names if name != "Administrator"]], "enabled": 1}
	return frappe.get_all("User", filters, pluck="name")
