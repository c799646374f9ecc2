"""The file of a document: private, of an allowed kind and size, and of this document alone.

The file is read by whoever may read the document, and by nobody else: Frappe lets the owner of a File read it for ever,
so the Administrator becomes its owner.
"""

import re
from io import BytesIO

import frappe
from frappe import _
from frappe.utils import cint
from pypdf import PdfReader

from workshop_crm.customer_management.profile.documents.permissions import DOCTYPE
from workshop_crm.exceptions import DocumentFileError

SETTINGS = "Customer Document Settings"
FIELD = "attachment"
USUAL_KINDS = "pdf\njpg\njpeg\npng\nwebp"
USUAL_MEGABYTES = 10
MEGABYTE = 1024 * 1024
# A browser would run these in the site's own origin.
FORBIDDEN_KINDS = frozenset(("html", "htm", "xhtml", "svg", "xml", "js", "mjs", "exe", "bat", "sh", "php"))
# How the files of a kind begin: ISO 32000 (PDF), ISO 10918 (JPEG), ISO 15948 (PNG), RFC 9649 (WebP).
BEGINNINGS = {
	"pdf": b"%PDF-",
	"jpg": b"\xff\xd8\xff",
	"jpeg": b"\xff\xd8\xff",
	"png": b"\x89PNG\r\n\x1a\n",
	"webp": b"RIFF",
}
FILE_FIELDS = ["name", "owner", "file_name", "attached_to_doctype", "attached_to_name", "attached_to_field"]


def allowed_kinds() -> list[str]:
	"""Return the endings that a document's file may have, in lower case without the dot."""
	return _kinds(frappe.get_cached_doc(SETTINGS).allowed_file_kinds or USUAL_KINDS)


def largest_size() -> int:
	"""Return how many bytes a document's file may have."""
	megabytes = cint(frappe.get_cached_doc(SETTINGS).largest_file_mb) or USUAL_MEGABYTES
	return megabytes * MEGABYTE


def check_settings(settings) -> None:
	"""Store the kinds one a line; raise DocumentFileError for one that browsers run or that is no ending."""
	kinds = _kinds(settings.allowed_file_kinds or "")
	for kind in kinds:
		if kind in FORBIDDEN_KINDS or not re.fullmatch(r"[a-z0-9]{1,8}", kind):
			message = _("Files of the kind {0} cannot be allowed.")
			frappe.throw(message.format(frappe.utils.escape_html(kind)), DocumentFileError)
	settings.allowed_file_kinds = "\n".join(kinds) or USUAL_KINDS


def check_content(file_name: str, content: bytes) -> None:
	"""Raise DocumentFileError for an empty or too large file, for a kind that is not allowed or is not what its name says."""
	kind = _kind_of(file_name)
	if kind not in allowed_kinds():
		message = _("Files of this kind are not accepted. Please choose one of: {0}.")
		frappe.throw(message.format(", ".join(allowed_kinds())), DocumentFileError)
	if not content:
		frappe.throw(_("The file is empty."), DocumentFileError)
	if len(content) > largest_size():
		message = _("The file is larger than {0} MB.")
		frappe.throw(message.format(largest_size() // MEGABYTE), DocumentFileError)
	if not content.startswith(BEGINNINGS.get(kind, b"")):
		frappe.throw(_("The file is not what its name says: no {0} file.").format(kind), DocumentFileError)
	if kind == "pdf":
		_check_pdf(content)


def _check_pdf(content: bytes) -> None:
	"""Some versions of Frappe look for scripts in a PDF and fall over a broken one; others keep it."""
	try:
		PdfReader(BytesIO(content))
	except Exception:
		# Whatever the damage leads the reader to.
		frappe.throw(_("The file is damaged and cannot be read."), DocumentFileError)


def check_file(file) -> None:
	"""Check a File that is to hang on a document, and refuse one that only names the file of a document.

	Used on saving any File. Raises DocumentFileError, frappe.PermissionError.
	"""
	if file.is_folder or not file.file_url:
		return
	if (_named_by_its_record(file) or _renamed(file)) and names_hidden_file(file):
		frappe.throw(_("You have no right to use this file."), frappe.PermissionError)
	if file.attached_to_doctype != DOCTYPE:
		return
	if not (file.is_private and file.file_url.startswith("/private/files/")):
		_refuse_public_file()
	check_content(file.file_name or file.file_url, _bytes_of(file))


def has_file_permission(doc, ptype: str | None = None, user: str | None = None, **_context) -> bool | None:
	"""Deny a new File that names the file of a document which the user may not read; abstain otherwise.

	Here the address is still the one that was sent: later Frappe finds one by itself where it has equal content.
	"""
	if ptype != "create" or not doc.get("file_url"):
		return None
	return False if names_hidden_file(doc, user) else None


def names_hidden_file(file, user: str | None = None) -> bool:
	"""Tell whether a File names the file of a document that `user` may not read.

	Frappe lets whoever made a File read what it names: who guesses an address could fetch the file with a record of his
	own.
	"""
	filters = {"file_url": file.file_url, "attached_to_doctype": DOCTYPE, "name": ("!=", file.name or "")}
	documents = frappe.get_all("File", filters=filters, pluck="attached_to_name")
	return any(_is_hidden(document, user) for document in documents)


def store_upload(document: str, file_name: str, content: bytes):
	"""Store a file that was sent for `document` and return the File. Raises DocumentFileError."""
	check_content(file_name, content)
	values = {"attached_to_doctype": DOCTYPE, "attached_to_name": document, "attached_to_field": FIELD}
	file = frappe.new_doc("File", file_name=file_name, is_private=1, content=content, **values)
	return file.insert(ignore_permissions=True)


def check_attachment(document) -> None:
	"""Refuse a document whose file is missing, public, or not its own to take. Raises DocumentFileError."""
	if not document.attachment:
		if not document.flags.file_follows:
			frappe.throw(_("Please attach the file of the document."), DocumentFileError)
		return
	before = document.get_doc_before_save()
	if before is not None and before.attachment == document.attachment:
		return
	if not document.attachment.startswith("/private/files/"):
		_refuse_public_file()
	row = _own_row(document)
	if row is None:
		frappe.throw(_("This file belongs to something else. Please upload it here."), DocumentFileError)
	check_content(row.file_name or document.attachment, _bytes_of(frappe.get_doc("File", row.name)))


def bind_attachment(document) -> None:
	"""Let the file hang on the document, and be its alone."""
	if not document.attachment:
		return
	row = _own_row(document)
	if row is None:
		return
	place = {
		"attached_to_doctype": DOCTYPE,
		"attached_to_name": document.name,
		"attached_to_field": FIELD,
		"owner": "Administrator",
	}
	if {field: row.get(field) for field in place} != place:
		frappe.db.set_value("File", row.name, place, update_modified=False)
		frappe.clear_document_cache("File", row.name)


def file_name_of(document: str, attachment: str | None) -> str | None:
	"""Return under which name the file of a document was uploaded."""
	filters = {"attached_to_doctype": DOCTYPE, "attached_to_name": document, "file_url": attachment}
	return frappe.db.get_value("File", filters, "file_name") if attachment else None


def _own_row(document):
	"""Return the File row of the attachment: that of this document, or one that its uploader hung on nothing yet."""
	filters = {"file_url": document.attachment, "is_private": 1}
	rows = frappe.get_all("File", filters=filters, fields=FILE_FIELDS)
	own = [row for row in rows if _hangs_on(row, document.name)]
	free = [row for row in rows if row.owner == frappe.session.user and _is_free(row)]
	return next(iter(own + free), None)


def _hangs_on(row, document: str) -> bool:
	return row.attached_to_doctype == DOCTYPE and row.attached_to_name == document


def _is_free(row) -> bool:
	"""Tell whether a file hangs on nothing, or on a form that was not saved when it was uploaded."""
	unsaved = row.attached_to_doctype == DOCTYPE and (row.attached_to_name or "").startswith("new-")
	return unsaved or not (row.attached_to_doctype and row.attached_to_name)


def _is_hidden(document: str, user: str | None) -> bool:
	exists = frappe.db.exists(DOCTYPE, document)
	return bool(exists and not frappe.has_permission(DOCTYPE, "read", doc=document, user=user))


def _renamed(file) -> bool:
	return not file.is_new() and file.has_value_changed("file_url")


def _named_by_its_record(file) -> bool:
	"""Tell whether a new File is made for what already stands in an Attach field of the record it hangs on.

	What was uploaded gets into the field afterwards.
	"""
	doctype, name, field = file.attached_to_doctype, file.attached_to_name, file.attached_to_field
	if not (file.is_new() and doctype and name and field):
		return False
	return (
		frappe.get_meta(doctype).has_field(field)
		and frappe.db.get_value(doctype, name, field) == file.file_url
	)


def _refuse_public_file():
	message = _(
		"The file of a customer's document must be private. Please upload it again as a private file."
	)
	frappe.throw(message, DocumentFileError)


def _bytes_of(file) -> bytes:
	with open(file.get_full_path(), "rb") as stored:
		return stored.read(largest_size() + 1)


def _kind_of(file_name: str) -> str:
	return file_name.rsplit(".", 1)[-1].lower() if "." in file_name else ""


def _kinds(text: str) -> list[str]:
	return list(
		dict.fromkeys(word.strip(". ").lower() for word in re.split(r"[\s,]+", text) if word.strip(". "))
	)
