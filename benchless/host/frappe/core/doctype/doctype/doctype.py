"""DocTypes made on the site."""

import frappe
from frappe.database import schema
from frappe.model.document import Document


class DocType(Document):
	"""A definition; saving it brings the table in line."""

	def validate(self) -> None:
		"""Names of fields from their labels."""
		for field in self.fields:
			field.fieldname = field.fieldname or frappe.scrub(field.label or f"{field.fieldtype}_{field.idx}")

	def on_update(self) -> None:
		"""Bring the table in line."""
		frappe.clear_cache(doctype=self.name)
		schema.update_table(frappe.get_meta(self.name, cached=False))
		frappe.cache_manager.announce_change()
		for key in ("linking_fields", "dynamic_link_fields"):
			frappe.cache.delete_value(key)
