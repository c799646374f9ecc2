from frappe import _


def get_data() -> dict:
	"""The link on a merge to its journal: every value that it changed."""
	return {
		"fieldname": "customer_merge",
		"transactions": [{"label": _("Journal"), "items": ["Customer Merge Entry"]}],
	}
