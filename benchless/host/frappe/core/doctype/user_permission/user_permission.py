"""Limits of users to documents."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.permissions import get_user_permissions, user_permission_exists

__all__ = ["UserPermission", "get_user_permissions", "user_permission_exists"]


class UserPermission(Document):
	"""One limit."""

	def validate(self) -> None:
		"""No second of the same kind."""
		filters = {
			"allow": self.allow,
			"for_value": self.for_value,
			"user": self.user,
			"name": ["!=", self.name],
		}
		filters["applicable_for"] = self.applicable_for or ["is", "not set"]
		if frappe.db.exists("User Permission", filters):
			frappe.throw(_("User permission already exists"), frappe.DuplicateEntryError)

	def on_update(self) -> None:
		"""Limits are read again."""
		self._forget()

	def on_trash(self) -> None:
		"""Limits are read again."""
		self._forget()

	def after_delete(self) -> None:
		"""Limits are read again."""
		self._forget()

	def _forget(self) -> None:
		frappe.clear_cache(user=self.user)
		user = self.user
		frappe.db.after_rollback.add(lambda: frappe.cache.hdel("user_permissions", user))
