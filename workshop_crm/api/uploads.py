"""Files that are sent with a call, as the part `file` of a form."""

import os

import frappe


def sent_file() -> tuple[str, bytes] | None:
	"""Return name, without folders, and content of the file that the request brings; None where it brings none."""
	request = getattr(frappe.local, "request", None)
	upload = request.files.get("file") if request else None
	if not upload or not upload.filename:
		return None
	return os.path.basename(upload.filename.replace("\\", "/")), upload.stream.read()
