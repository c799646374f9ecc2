"""Trees kept as nested sets: lft and rgt enclose the descendants."""

import frappe
from frappe import _
from frappe.model.document import Document


class NestedSetRecursionError(frappe.ValidationError):
	pass


class NestedSetMultipleRootsError(frappe.ValidationError):
	pass


class NestedSetChildExistsError(frappe.ValidationError):
	pass


class NestedSetInvalidMergeError(frappe.ValidationError):
	pass


class NestedSet(Document):
	"""A document of a tree."""

	@property
	def nsm_parent_field(self) -> str:
		"""The field that names the parent."""
		return self.meta.nsm_parent_field or "parent_" + frappe.scrub(self.doctype)

	def on_update(self) -> None:
		"""Put the node where its parent says."""
		update_nsm(self)

	def on_trash(self, allow_root_deletion=False) -> None:
		"""Refuse to delete a node with children."""
		if frappe.db.exists(self.doctype, {self.nsm_parent_field: self.name}):
			frappe.throw(
				_("Cannot delete {0} as it has child nodes").format(self.name), NestedSetChildExistsError
			)

	def after_delete(self) -> None:
		"""Close the gap."""
		rebuild_tree(self.doctype, self.nsm_parent_field)


def update_nsm(doc) -> None:
	"""Number the tree again when a node is new or has moved."""
	field = doc.nsm_parent_field
	parent = doc.get(field) or None
	if parent and parent == doc.name:
		frappe.throw(_("Item cannot be added to its own descendants"), NestedSetRecursionError)
	if doc.get("old_parent") != parent or not doc.get("lft"):
		if parent and doc.get("lft") and parent in get_descendants_of(doc.doctype, doc.name):
			frappe.throw(_("Item cannot be added to its own descendants"), NestedSetRecursionError)
		if doc.meta.has_field("old_parent"):
			frappe.db.set_value(doc.doctype, doc.name, "old_parent", parent or "", update_modified=False)
			doc.old_parent = parent or ""
		rebuild_tree(doc.doctype, field)
		doc.lft, doc.rgt = frappe.db.get_value(doc.doctype, doc.name, ["lft", "rgt"])


def rebuild_tree(doctype: str, parent_field: str | None = None) -> None:
	"""Number the whole tree."""
	parent_field = (
		parent_field or frappe.get_meta(doctype).nsm_parent_field or "parent_" + frappe.scrub(doctype)
	)
	children: dict = {}
	for name, parent in frappe.db.fetch(f"select name, `{parent_field}` from `tab{doctype}` order by name"):
		children.setdefault(parent or "", []).append(name)
	bounds: list = []

	def number(name: str, left: int) -> int:
		right = left + 1
		for child in children.get(name, ()):
			right = number(child, right)
		bounds.append((left, right, name))
		return right + 1

	left = 1
	for root in children.get("", ()):
		left = number(root, left)
	frappe.db.begin()
	frappe.db._connection.executemany(f"update `tab{doctype}` set lft = ?, rgt = ? where name = ?", bounds)
	frappe.clear_document_cache(doctype)


def get_descendants_of(doctype, name, order_by="lft desc", limit=None, ignore_permissions=False) -> list[str]:
	"""Names beneath a node."""
	left, right = frappe.db.get_value(doctype, name, ["lft", "rgt"]) or (0, 0)
	method = frappe.get_all if ignore_permissions else frappe.get_list
	return method(
		doctype,
		{"lft": [">", left], "rgt": ["<", right]},
		pluck="name",
		order_by=order_by,
		limit_page_length=limit or 0,
	)
