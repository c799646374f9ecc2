from frappe import _


def get_data() -> dict:
	"""The link on the form of an import to what became of each line."""
	return {
		"fieldname": "customer_import",
		"transactions": [{"label": _("Lines"), "items": ["Customer Import Row"]}],
	}
