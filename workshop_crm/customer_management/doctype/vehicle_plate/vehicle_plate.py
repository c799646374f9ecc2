from frappe.model.document import Document


class VehiclePlate(Document):
	"""A plate that a vehicle bears or bore, from one day to another; written by `vehicles.check_vehicle` only."""
