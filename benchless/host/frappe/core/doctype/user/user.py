"""Users."""

import frappe
from frappe.model.document import Document
from frappe.utils.password import update_password as keep_password


class User(Document):
	"""A user: the name is the e-mail in lower case."""

	def autoname(self) -> None:
		"""Name: the e-mail."""
		self.email = (self.email or "").strip().lower()
		self.name = (
			self.email if self.get("first_name") not in ("Guest", "Administrator") else self.first_name
		)

	def validate(self) -> None:
		"""Full name, user type by roles, no repeated roles."""
		self.full_name = " ".join(
			part for part in (self.first_name, self.middle_name, self.last_name) if part
		)
		seen = {}
		for row in list(self.roles):
			if row.role in seen or row.role in ("All", "Guest", "Desk User", "Administrator"):
				self.remove(row)
			seen[row.role] = 1
		self._set_type()
		self.flags.password = (
			self.new_password if self.new_password and set(self.new_password) != {"*"} else None
		)
		self.new_password = ""
		if self.is_new() and self.gender is None:
			self.gender = ""

	def _set_type(self) -> None:
		if self.name in ("Administrator", "Guest"):
			self.user_type = "System User" if self.name == "Administrator" else "Website User"
			return
		roles = [row.role for row in self.roles]
		desk = roles and frappe.get_all("Role", {"name": ["in", roles], "desk_access": 1}, limit=1)
		self.user_type = "System User" if desk else "Website User"

	def on_update(self) -> None:
		"""Keep the password; forget what was cached."""
		if self.flags.password:
			keep_password(self.name, self.flags.password)
		if self.language:
			frappe.defaults.set_default("language", self.language, self.name)
		frappe.clear_cache(user=self.name)
		frappe.db.after_rollback.add(lambda: frappe.cache.hdel("roles", self.name))

	def add_roles(self, *roles) -> None:
		"""Give roles and save."""
		self.append_roles(*roles)
		self.save()

	def append_roles(self, *roles) -> None:
		"""Give roles."""
		held = [row.role for row in self.roles]
		for role in roles:
			if role not in held:
				self.append("roles", {"role": role})

	def remove_roles(self, *roles) -> None:
		"""Take roles and save."""
		for row in [row for row in self.roles if row.role in roles]:
			self.remove(row)
		self.save()

	def on_trash(self) -> None:
		"""Standard users stay."""
		if self.name in ("Administrator", "Guest"):
			frappe.throw(frappe._("User {0} cannot be deleted").format(self.name))
		frappe.clear_cache(user=self.name)
