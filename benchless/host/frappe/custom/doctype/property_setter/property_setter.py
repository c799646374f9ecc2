"""Changed properties of DocTypes and fields."""

import frappe
from frappe.custom.doctype.custom_field.custom_field import refresh
from frappe.model.document import Document


class PropertySetter(Document):
	"""One changed property."""

	def autoname(self) -> None:
		"""Name: what is changed."""
		self.name = f"{self.doc_type}-{self.field_name or self.row_name or 'main'}-{self.property}"

	def validate(self) -> None:
		"""The newest change of a property counts."""
		if self.is_new():
			filters = {
				"doc_type": self.doc_type,
				"property": self.property,
				"doctype_or_field": self.doctype_or_field,
			}
			filters["field_name"] = self.field_name or ["is", "not set"]
			delete_property_setter(filters)

	def on_update(self) -> None:
		"""Definitions are read again."""
		refresh(self.doc_type, with_table=False)

	def after_delete(self) -> None:
		"""Definitions are read again."""
		refresh(self.doc_type, with_table=False)


def delete_property_setter(filters: dict) -> None:
	"""Forget changes."""
	frappe.db.delete("Property Setter", filters)


def make_property_setter(
	doctype,
	fieldname,
	property,
	value,
	property_type,
	for_doctype=False,
	validate_fields_for_doctype=True,
	is_system_generated=True,
):
	"""Change a property of a DocType or a field."""
	setter = frappe.get_doc(
		{
			"doctype": "Property Setter", "doctype_or_field": "DocType" if for_doctype else "DocField", "doc_type": doctype,
			"field_name": fieldname, "property": property, "value": value, "property_type": property_type,
			"is_system_generated": is_system_generated,
		}
	)  # fmt: skip
	setter.flags.ignore_permissions = True
	return setter.insert()
