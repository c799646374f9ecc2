"""Documents of customers for tests, each with a file of its own."""

import itertools
import random

import frappe

from workshop_crm.customer_management.profile.documents import documents
from workshop_crm.demo.papers import one_page_pdf

_numbers = itertools.count(random.SystemRandom().randrange(10**7))


def pdf() -> bytes:
	"""Return a PDF that no other call makes."""
	return one_page_pdf(f"Paper {next(_numbers)} {frappe.generate_hash(length=8)}")


def make_document(customer: str, document_type: str = "Contract", content: bytes | None = None, **values):
	"""Enter a document of `customer` with a PDF and return it; `values` are fields of Customer Document."""
	upload = (f"paper-{frappe.generate_hash(length=6)}.pdf", content or pdf())
	return documents.add_document(customer, document_type, upload, **values)


def uploaded(content: bytes | None = None, name: str = "scan.pdf", **values):
	"""Store a private file that hangs on nothing, as Frappe's upload does, and return the File; `values` override."""
	file = frappe.new_doc("File", file_name=name, content=content or pdf(), **{"is_private": 1, **values})
	return file.insert(ignore_permissions=True)


def files_of(document) -> list:
	"""Return the File rows that hang on a Customer Document."""
	filters = {"attached_to_doctype": "Customer Document", "attached_to_name": document.name}
	fields = ["name", "file_url", "is_private", "owner", "attached_to_field"]
	return frappe.get_all("File", filters=filters, fields=fields)
