from frappe import _


def get_data() -> dict:
	"""The links on a division's settings to what belongs to the division."""
	return {
		"fieldname": "company",
		"transactions": [
			{"label": _("Customers"), "items": ["Customer Division Account", "Customer Segment"]},
			{"label": _("Registration"), "items": ["Customer Import", "Customer Note"]},
		],
	}
