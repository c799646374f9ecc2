from frappe import _


def get_data() -> dict:
	"""The links on the form of a device: who has and had it, and what was claimed for it."""
	return {
		"fieldname": "item",
		"non_standard_fieldnames": {"Warranty Claim": "customer_device"},
		"dynamic_links": {"item": ["Customer Device", "item_doctype"]},
		"transactions": [
			{"label": _("Ownership"), "items": ["Vehicle Ownership"]},
			{"label": _("Warranty"), "items": ["Warranty Claim"]},
		],
	}
