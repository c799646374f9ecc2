from frappe.model.document import Document


class CustomerImportColumn(Document):
	"""One column of the file and the customer field it fills; an empty field leaves the column out."""
