"""Comments on documents."""

import json

import frappe
from frappe.model.document import Document


class Comment(Document):
	"""One comment."""

	def validate(self) -> None:
		"""The author's address."""
		self.comment_email = self.comment_email or frappe.session.user

	def after_insert(self) -> None:
		"""Comments are also kept in the document's _comments."""
		if self.comment_type != "Comment" or not (self.reference_doctype and self.reference_name):
			return
		if not frappe.db.has_column(self.reference_doctype, "_comments"):
			return
		held = json.loads(
			frappe.db.get_value(self.reference_doctype, self.reference_name, "_comments") or "[]"
		)
		held.append(
			{"comment": (self.content or "")[:100], "by": self.comment_email or self.owner, "name": self.name}
		)
		frappe.db.set_value(
			self.reference_doctype,
			self.reference_name,
			"_comments",
			json.dumps(held[-100:]),
			update_modified=False,
		)
