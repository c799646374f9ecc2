"""Tags of documents: the column _user_tags and Tag Link rows."""

import frappe
from frappe.model.document import Document


class Tag(Document):
	"""A tag."""


class DocTags:
	"""Tags of one DocType's documents."""

	def __init__(self, dt: str):
		self.dt = dt

	def get_tags(self, dn: str) -> str:
		"""Tags, each after a comma."""
		return frappe.db.get_value(self.dt, dn, "_user_tags") or ""

	def add(self, dn: str, tag: str) -> None:
		"""Add a tag."""
		tags = [one for one in self.get_tags(dn).split(",") if one]
		if tag not in tags:
			self.update(dn, [*tags, tag])

	def remove(self, dn: str, tag: str) -> None:
		"""Take a tag away."""
		self.update(dn, [one for one in self.get_tags(dn).split(",") if one and one.lower() != tag.lower()])

	def update(self, dn: str, tags: list[str]) -> None:
		"""Write the tags."""
		text = "".join("," + tag for tag in tags)
		frappe.db.set_value(self.dt, dn, "_user_tags", text, update_modified=False)
		filters = {"document_type": self.dt, "document_name": dn}
		linked = frappe.get_all("Tag Link", filters=filters, pluck="tag")
		frappe.db.delete("Tag Link", {**filters, "tag": ("not in", [*tags, ""])})
		for tag in set(tags) - set(linked):
			if not frappe.db.exists("Tag", tag):
				frappe.get_doc({"doctype": "Tag", "name": tag}).insert(ignore_permissions=True)
			values = {
				"doctype": "Tag Link",
				"document_type": self.dt,
				"document_name": dn,
				"tag": tag,
				"parenttype": self.dt,
				"parent": dn,
			}
			frappe.get_doc({**values, "title": frappe.get_doc(self.dt, dn).get_title() or ""}).insert(
				ignore_permissions=True
			)


@frappe.whitelist()
def add_tag(tag: str, dt: str, dn: str, color: str | None = None) -> str:
	"""Add a tag to a document."""
	DocTags(dt).add(dn, tag)
	return tag


@frappe.whitelist()
def remove_tag(tag: str, dt: str, dn: str) -> None:
	"""Take a tag from a document."""
	DocTags(dt).remove(dn, tag)
