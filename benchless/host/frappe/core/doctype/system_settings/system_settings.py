"""Settings of the site."""

import frappe
from frappe.model.document import Document


class SystemSettings(Document):
	"""Settings of the site; also kept as defaults."""

	def on_update(self) -> None:
		"""Keep the values as defaults."""
		for field in self.meta.fields:
			if field.fieldname in self.__dict__ and field.fieldtype not in ("Section Break", "Column Break"):
				frappe.db.set_default(field.fieldname, self.get(field.fieldname))
		frappe.local.system_settings = frappe._dict()
