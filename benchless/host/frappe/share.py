"""Documents shared with a user."""

import frappe
from frappe import _


def get_shared(doctype, user=None, rights=None, *, filters=None, limit=None) -> list[str]:
	"""Names of documents shared with the user, or with everyone."""
	user = user or frappe.session.user
	conditions = {"share_doctype": doctype, **{right: 1 for right in rights or ["read"]}}
	either = [["user", "=", user]]
	if user != "Guest":
		either.append(["everyone", "=", 1])
	return frappe.get_all(
		"DocShare", filters=conditions, or_filters=either, pluck="share_name", order_by=None, limit=limit
	)


def add_docshare(
	doctype, name, user=None, read=1, write=0, submit=0, share=0, everyone=0, flags=None, notify=0
):
	"""Share a document with a user or everyone."""
	user = user or (None if everyone else frappe.session.user)
	filters = {
		"share_doctype": doctype,
		"share_name": name,
		**({"everyone": 1} if everyone else {"user": user}),
	}
	found = frappe.db.get_value("DocShare", filters)
	doc = frappe.get_doc("DocShare", found) if found else frappe.new_doc("DocShare")
	doc.update({"share_doctype": doctype, "share_name": name, "user": user, "everyone": everyone})
	doc.update(
		{
			"read": int(bool(read or write or submit or share)),
			"write": write,
			"submit": submit,
			"share": share,
		}
	)
	doc.flags.update(flags or {})
	if not doc.flags.ignore_share_permission and not frappe.has_permission(doctype, "share", name):
		frappe.throw(_('You need to have "Share" permission'), frappe.PermissionError)
	return doc.save(ignore_permissions=True)


def remove(doctype, name, user, flags=None) -> None:
	"""Take a share back."""
	found = frappe.db.get_value("DocShare", {"share_doctype": doctype, "share_name": name, "user": user})
	if found:
		frappe.delete_doc("DocShare", found, flags=flags, ignore_permissions=True)
