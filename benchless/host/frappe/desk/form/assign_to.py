"""Assignments: a ToDo on a document."""

import json

import frappe


def add(args=None, *, ignore_permissions=False) -> None:
	"""Assign a document to users: {doctype, name, assign_to: [user], description}."""
	args = args or frappe.local.form_dict
	users = frappe.parse_json(args.get("assign_to"))
	for user in users:
		filters = {
			"reference_type": args["doctype"],
			"reference_name": args["name"],
			"status": "Open",
			"allocated_to": user,
		}
		if frappe.db.exists("ToDo", filters):
			continue
		values = {
			**filters,
			"doctype": "ToDo",
			"description": args.get("description") or "",
			"assigned_by": frappe.session.user,
		}
		frappe.get_doc(
			{**values, "date": args.get("date"), "priority": args.get("priority") or "Medium"}
		).insert(ignore_permissions=True)
	_write(args["doctype"], args["name"])


def _write(doctype: str, name: str) -> None:
	filters = {"reference_type": doctype, "reference_name": name, "status": "Open"}
	users = frappe.get_all("ToDo", filters, pluck="allocated_to", order_by="creation")
	frappe.db.set_value(doctype, name, "_assign", json.dumps(users) if users else "", update_modified=False)


def remove(doctype, name, assign_to, ignore_permissions=False) -> None:
	"""Take an assignment back."""
	filters = {"reference_type": doctype, "reference_name": name, "allocated_to": assign_to, "status": "Open"}
	for todo in frappe.get_all("ToDo", filters, pluck="name"):
		frappe.db.set_value("ToDo", todo, "status", "Cancelled")
	_write(doctype, name)
