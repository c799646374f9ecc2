import frappe
from frappe.model.document import Document

from workshop_crm.customer_management.profile.vehicles import ownership


class VehicleOwnership(Document):
	"""That a customer has or had a vehicle or device, as owner, driver or fleet, from one day to another."""

	def validate(self):
		ownership.check_row(self)

	def on_update(self):
		ownership.row_changed(self)

	def after_delete(self):
		ownership.row_changed(self)


def on_doctype_update():
	"""Index the look-up of all rows of one vehicle or device."""
	frappe.db.add_index("Vehicle Ownership", ["item_doctype", "item"], "rows_of_item")
