"""What Frappe keeps about the app outside the app's own tables, and leaves behind when these go."""

import frappe

from workshop_crm.setup.custom_fields import MODULE

# Table and the column that names the DocType. `__Auth` holds the encrypted identity numbers.
TRACES = (
	("Version", "ref_doctype"),
	("Comment", "reference_doctype"),
	("ToDo", "reference_type"),
	("DocShare", "share_doctype"),
	("User Permission", "allow"),
	("Tag Link", "document_type"),
	("Deleted Document", "deleted_doctype"),
	("__Auth", "doctype"),
	("__global_search", "doctype"),
	("__UserSettings", "doctype"),
)


def remove_traces() -> None:
	"""Delete files, versions, comments, passwords and the like of the app's own documents, and its scheduled jobs."""
	doctypes = frappe.get_all("DocType", filters={"module": MODULE}, pluck="name")
	# First, as Frappe writes a comment about each.
	_remove_scans()
	for table, column in TRACES if doctypes else ():
		frappe.db.delete(table, {column: ("in", doctypes)})
	_remove_scheduled_jobs()


def _remove_scans() -> None:
	"""Scans of identity cards must not stay behind where nobody sees any more whose they are."""
	for name in frappe.get_all("File", filters={"attached_to_doctype": "Customer Document"}, pluck="name"):
		frappe.delete_doc("File", name, ignore_permissions=True, force=True)


def _remove_scheduled_jobs() -> None:
	"""Frappe forgets jobs of a vanished app only at the next migrate, and tries to run them until then."""
	jobs = frappe.get_all("Scheduled Job Type", filters={"method": ("like", "workshop_crm.%")}, pluck="name")
	if jobs:
		frappe.db.delete("Scheduled Job Log", {"scheduled_job_type": ("in", jobs)})
		frappe.db.delete("Scheduled Job Type", {"name": ("in", jobs)})
