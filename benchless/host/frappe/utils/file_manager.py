"""Files attached to documents."""

import frappe


def save_file(fname, content, dt, dn, folder=None, decode=False, is_private=0, df=None):
	"""Write a file and attach it to a document."""
	values = {
		"doctype": "File", "file_name": fname, "attached_to_doctype": dt, "attached_to_name": dn, "attached_to_field": df,
		"folder": folder, "is_private": is_private, "content": content, "decode": decode,
	}  # fmt: skip
	return frappe.get_doc(values).save(ignore_permissions=True)
