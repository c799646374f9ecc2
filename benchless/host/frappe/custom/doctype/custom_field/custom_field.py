"""Fields that an app or a site adds to DocTypes."""

import frappe
from frappe.database import schema
from frappe.model.document import Document


class CustomField(Document):
	"""One added field."""

	def autoname(self) -> None:
		"""Name: DocType and fieldname."""
		self.fieldname = self.fieldname or frappe.scrub(self.label or "")
		self.name = f"{self.dt}-{self.fieldname}"

	def validate(self) -> None:
		"""Refuse a name that the DocType already has."""
		standard = frappe.get_all("DocField", {"parent": self.dt, "fieldname": self.fieldname})
		if standard:
			message = frappe._("A field with the name {0} already exists in {1}")
			frappe.throw(message.format(frappe.bold(self.fieldname), self.dt))
		self.insert_after = self.insert_after or None
		if self.insert_after == "append":
			self.insert_after = frappe.get_meta(self.dt).fields[-1].fieldname

	def on_update(self) -> None:
		"""Bring the table in line."""
		refresh(self.dt, with_table=not self.flags.ignore_table)

	def on_trash(self) -> None:
		"""Forget its property setters; the column stays."""
		frappe.db.delete("Property Setter", {"doc_type": self.dt, "field_name": self.fieldname})

	def after_delete(self) -> None:
		"""Definitions are read again."""
		refresh(self.dt, with_table=False)


def refresh(doctype: str, with_table: bool) -> None:
	"""Definitions of a DocType are read again here and in other processes."""
	frappe.clear_cache(doctype=doctype)
	if with_table:
		schema.update_table(frappe.get_meta(doctype, cached=False))
	frappe.cache_manager.announce_change()
	frappe.db.after_rollback.add(lambda: frappe.clear_cache(doctype=doctype))


def create_custom_field(doctype, df, ignore_validate=False, is_system_generated=True):
	"""Add one field unless it is there."""
	df = frappe._dict(df)
	df.fieldname = df.fieldname or frappe.scrub(df.label)
	if not frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": df.fieldname}):
		field = frappe.get_doc(
			{
				"doctype": "Custom Field",
				"dt": doctype,
				"permlevel": 0,
				"fieldtype": "Data",
				"is_system_generated": is_system_generated,
				**df,
			}
		)
		field.flags.ignore_validate = ignore_validate
		return field.insert(ignore_permissions=True)


def create_custom_fields(custom_fields: dict, ignore_validate=False, update=True) -> None:
	"""Add fields: {DocType or (DocTypes): field or [fields]}; existing ones are brought up to date."""
	touched = []
	for doctypes, fields in custom_fields.items():
		for doctype in (doctypes,) if isinstance(doctypes, str) else doctypes:
			touched.append(doctype)
			for df in [fields] if isinstance(fields, dict) else fields:
				_create_or_update(doctype, df, ignore_validate, update)
	for doctype in touched:
		refresh(doctype, with_table=True)


def _create_or_update(doctype: str, df: dict, ignore_validate: bool, update: bool) -> None:
	name = frappe.db.get_value("Custom Field", {"dt": doctype, "fieldname": df["fieldname"]})
	if not name:
		values = {"permlevel": 0, "fieldtype": "Data", "is_system_generated": 1, **df}
		field = frappe.get_doc({"doctype": "Custom Field", "dt": doctype, **values})
		field.flags.update({"ignore_validate": ignore_validate, "ignore_table": True})
		field.insert(ignore_permissions=True)
	elif update:
		field = frappe.get_doc("Custom Field", name)
		if any(str(field.get(key) or "") != str(value or "") for key, value in df.items()):
			field.flags.update({"ignore_validate": ignore_validate, "ignore_table": True})
			field.update(df)
			field.save(ignore_permissions=True)
