import frappe
from frappe.model.document import Document


class CustomerNameWordKey(Document):
	"""One key under which a word of a name is found: its sound, or its letters with one left out."""


def on_doctype_update():
	"""Index the look-up by key; the word itself stands in `parent`."""
	frappe.db.add_index("Customer Name Word Key", ["word_key", "customers", "parent"], "words_of_key")
