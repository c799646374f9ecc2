"""Files of the site, on disk in private/files or public/files."""

import hashlib
import os

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_files_path


class File(Document):
	"""One file; `content` given at insert is written to disk."""

	def autoname(self) -> None:
		"""Name: a hash."""
		self.name = frappe.generate_hash(length=10)

	def before_insert(self) -> None:
		"""Write the content."""
		self.folder = self.folder or "Home"
		content = self.__dict__.pop("content", None)
		if content is not None and not self.is_folder:
			self.save_file(content, decode=bool(self.get("decode")))
		elif self.file_url and not self.file_name:
			self.file_name = self.file_url.rsplit("/", 1)[-1]

	def validate(self) -> None:
		"""A name, and a place inside the site's folders."""
		if not self.is_folder and not self.file_name:
			frappe.throw(_("File name cannot be empty"))
		if self.file_url and ".." in self.file_url:
			frappe.throw(_("Invalid file URL"))
		if self.is_new() and not self.is_folder and self.file_url and not self.file_url.startswith("http"):
			self.is_private = int(self.file_url.startswith("/private/"))

	def save_file(
		self, content=None, decode=False, ignore_existing_file_check=False, overwrite=False
	) -> None:
		"""Write the content under a free name."""
		import base64

		content = base64.b64decode(content.split(",")[-1]) if decode else content
		data = content.encode() if isinstance(content, str) else content
		stem, extension = os.path.splitext(os.path.basename(self.file_name or "file"))
		digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
		path = get_files_path(stem + extension, is_private=bool(self.is_private))
		if os.path.exists(path):
			stem += frappe.generate_hash(length=6)
			path = get_files_path(stem + extension, is_private=bool(self.is_private))
		os.makedirs(os.path.dirname(path), exist_ok=True)
		with open(path, "wb") as file:
			file.write(data)
		frappe.db.after_rollback.add(lambda: os.path.exists(path) and os.remove(path))
		self.file_name = self.file_name or stem + extension
		self.file_url = f"/{'private/' if self.is_private else ''}files/{stem}{extension}"
		self.content_hash, self.file_size = digest, len(data)

	def get_full_path(self) -> str:
		"""Where the file lies. Throws for a place outside the site's folders."""
		url = self.file_url or ""
		if not url.startswith(("/files/", "/private/files/")) or ".." in url:
			frappe.throw(_("There is some problem with the file url: {0}").format(url))
		return get_files_path(url.split("files/", 1)[1], is_private=url.startswith("/private/"))

	def get_content(self, encodings=None):
		"""Text where it decodes as UTF-8, else bytes."""
		with open(self.get_full_path(), "rb") as file:
			data = file.read()
		try:
			return data.decode("utf-8") if not data.startswith((b"PK", b"\xff", b"\xfe")) else data
		except UnicodeDecodeError:
			return data

	def on_trash(self) -> None:
		"""The file goes once the transaction lasts."""
		if self.is_folder or not self.file_url or frappe.db.count("File", {"file_url": self.file_url}) > 1:
			return
		path = self.get_full_path()
		frappe.db.after_commit.add(lambda: os.path.exists(path) and os.remove(path))


def has_permission(doc, ptype=None, user=None, debug=False) -> bool:
	"""A public file: everyone. A private one: its owner, and who may read what it is attached to."""
	user = user or frappe.session.user
	if user == "Administrator" or ptype == "create" or (not doc.is_private and ptype in ("read", "select")):
		return ptype != "create" or frappe.has_permission("File", "create", user=user)
	if user != "Guest" and doc.owner == user:
		return True
	if doc.attached_to_doctype and doc.attached_to_name:
		right = "write" if ptype in ("write", "delete", "share") else "read"
		return frappe.has_permission(doc.attached_to_doctype, right, doc.attached_to_name, user=user)
	return False


def get_permission_query_conditions(user=None, doctype=None) -> str:
	"""Public files and one's own; System Managers see all."""
	user = user or frappe.session.user
	if user == "Administrator" or "System Manager" in frappe.get_roles(user):
		return ""
	return f"(`tabFile`.is_private = 0 or `tabFile`.owner = {frappe.db.escape(user)})"
