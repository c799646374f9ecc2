"""Files attached to documents."""

import frappe


def save_file(fname, content, dt, dn, folder=None, decode=False, is_private=0, df=None):
	"""Write a file and attach it to a document."""
	values = {
		"doctype": "File", "file_name": fname, "attached_to_doctype": dt, "attached_to_name": dn, "attached_to_field": df,
		"folder": folder, "is_private": is_private, "content": content, "decode": decode,
	}  # fmt: skip
	return frappe.get_doc(values).save(ignore_permissions=True)


def get_file(fname):
	"""Name and content of a file."""
	file = frappe.get_doc("File", frappe.db.get_value("File", fname) or {"file_url": fname})
	return file.file_name, file.get_content()


def remove_file(fid=None, attached_to_doctype=None, attached_to_name=None) -> None:
	"""Delete a file."""
	frappe.delete_doc("File", fid, ignore_permissions=True)
