"""Postal addresses."""

import frappe
from frappe import _
from frappe.model.document import Document


class Address(Document):
	"""A place, linked to parties."""

	def autoname(self) -> None:
		"""Name: the title, the kind, a number when taken."""
		from frappe.model.naming import append_number_if_name_exists

		if not self.address_title and self.links:
			self.address_title = self.links[0].link_name
		if not self.address_title:
			frappe.throw(_("Address Title is mandatory."))
		name = f"{self.address_title.strip()}-{_(self.address_type).strip()}"
		self.name = (
			append_number_if_name_exists("Address", name) if frappe.db.exists("Address", name) else name
		)

	def validate(self) -> None:
		"""Titles of links; every address belongs to somebody."""
		for link in self.links:
			link.link_title = link.link_title or link.link_name
		if not self.links and not self.is_your_company_address and not frappe.flags.in_import:
			return

	def get_display(self) -> str:
		"""The address as HTML lines."""
		return get_address_display(self.as_dict())


def get_address_display(address_dict) -> str:
	"""The address as HTML lines."""
	if not isinstance(address_dict, dict):
		address_dict = frappe.get_doc("Address", address_dict).as_dict()
	keys = ("address_line1", "address_line2", "city", "county", "state", "pincode", "country")
	return "<br>\n".join(str(address_dict[key]) for key in keys if address_dict.get(key))
