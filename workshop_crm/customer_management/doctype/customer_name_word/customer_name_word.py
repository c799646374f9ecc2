import frappe
from frappe.model.document import Document


class CustomerNameWord(Document):
	"""A word that occurs in names of customers, folded; written by `profile/name_words.py` only."""


def on_doctype_update():
	"""Index the frequent words, for what is typed with one letter or two."""
	frappe.db.add_index("Customer Name Word", ["customers", "name"], "frequent_words")
