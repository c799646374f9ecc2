from frappe.model.document import Document

from workshop_crm.customer_management.profile.vehicles import ownership, vehicles


class CustomerVehicle(Document):
	"""One vehicle of a customer: plate, VIN, what it is, how far it went, and when its papers run out.

	Who has it is written in Vehicle Ownership; `current_owner` only shows it.
	"""

	def validate(self):
		vehicles.check_vehicle(self)

	def on_update(self):
		ownership.item_changed(self)

	def on_trash(self):
		ownership.remove_rows(self)
