"""Employees."""

from frappe.model.document import Document
from frappe.model.naming import set_name_by_naming_series


class Employee(Document):
	"""An employee."""

	def autoname(self) -> None:
		"""Name by series."""
		set_name_by_naming_series(self)
		self.employee = self.name

	def validate(self) -> None:
		"""Full name."""
		self.employee = self.name
		self.employee_name = " ".join(
			part for part in (self.first_name, self.middle_name, self.last_name) if part
		)
