from frappe.model.document import Document

from workshop_crm.customer_management.profile.vehicles import devices, ownership


class CustomerDevice(Document):
	"""One device of a customer that comes in for repair: what it is, its serial number or IMEI, its warranty.

	Who has it is written in Vehicle Ownership; `current_owner` only shows it.
	"""

	def validate(self):
		devices.check_device(self)

	def on_update(self):
		ownership.item_changed(self)

	def on_trash(self):
		ownership.remove_rows(self)
