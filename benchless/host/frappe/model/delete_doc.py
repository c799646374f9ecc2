"""Deleting, with the checks on links, and a copy kept as Deleted Document."""

import frappe
from frappe import _
from frappe.database.conditions import table
from frappe.utils.data import cint

IGNORED = frozenset(
	"Communication|Comment|ToDo|DocShare|Version|Tag Link|File|Activity Log|Error Log|Deleted Document|User Permission"
	"|Notification Log|Email Queue".split("|")
)


def delete_doc(
	doctype=None, name=None, force=0, ignore_doctypes=None, for_reload=False, ignore_permissions=False, flags=None,
	ignore_on_trash=False, ignore_missing=True, delete_permanently=False,
) -> None:  # fmt: skip
	"""Delete documents. Raises LinkExistsError, PermissionError, DoesNotExistError."""
	for one in name if isinstance(name, list | tuple) else [name]:
		if not frappe.db.exists(doctype, one):
			if not ignore_missing:
				raise frappe.DoesNotExistError(doctype=doctype)
			continue
		doc = frappe.get_doc(doctype, one)
		doc.flags.update(flags or {})
		doc.flags.ignore_permissions = ignore_permissions or doc.flags.ignore_permissions
		_delete(doc, force, ignore_on_trash, delete_permanently)


def _delete(doc, force, ignore_on_trash: bool, delete_permanently: bool) -> None:
	if doc.doctype == "DocType":
		_drop_doctype(doc)
	if not doc.flags.ignore_permissions and not doc.has_permission("delete"):
		frappe.msgprint(
			_("User not allowed to delete {0}: {1}").format(doc.doctype, doc.name),
			raise_exception=frappe.PermissionError,
		)
	if doc.meta.is_submittable and doc.docstatus.is_submitted() and not force:
		message = _("{0} {1}: Submitted Record cannot be deleted. You must Cancel it first.").format(
			_(doc.doctype), doc.name
		)
		frappe.msgprint(message, raise_exception=True)
	if not ignore_on_trash:
		doc.run_method("on_trash")
		doc.flags.in_delete = True
		doc.run_method("on_change")
	if not force:
		check_if_doc_is_linked(doc)
	_remove_rows(doc)
	_step_series_back(doc)
	if not delete_permanently and doc.doctype not in (
		"Deleted Document",
		"Error Log",
		"Version",
		"Email Queue",
	):
		values = {
			"doctype": "Deleted Document",
			"deleted_doctype": doc.doctype,
			"deleted_name": str(doc.name),
			"data": doc.as_json(),
		}
		frappe.get_doc({**values, "owner": frappe.session.user}).db_insert()
	if not ignore_on_trash:
		doc.run_method("after_delete")
	doc.clear_cache()


def _remove_rows(doc) -> None:
	if doc.meta.issingle:
		frappe.db.delete("Singles", {"doctype": doc.doctype})
	else:
		frappe.db.execute(f"delete from `tab{doc.doctype}` where name = ?", (doc.name,))
	for field in doc.meta.get_table_fields():
		frappe.db.execute(
			f"delete from `tab{field.options}` where parent = ? and parenttype = ?",
			(str(doc.name), doc.doctype),
		)
	if doc.meta._passwords:
		frappe.db.execute("delete from `__Auth` where doctype = ? and name = ?", (doc.doctype, doc.name))
	reference = {"reference_doctype": doc.doctype, "reference_name": doc.name}
	for doctype, filters in (
		("Comment", reference),
		("ToDo", {"reference_type": doc.doctype, "reference_name": doc.name}),
		("DocShare", {"share_doctype": doc.doctype, "share_name": doc.name}),
		("Version", {"ref_doctype": doc.doctype, "docname": doc.name}),
		("Tag Link", {"document_type": doc.doctype, "document_name": doc.name}),
	):
		frappe.db.delete(doctype, filters)
	for name in frappe.get_all(
		"File", {"attached_to_doctype": doc.doctype, "attached_to_name": doc.name}, pluck="name"
	):
		delete_doc("File", name, ignore_permissions=True)


def _step_series_back(doc) -> None:
	from frappe.model.naming import revert_series_if_last

	autoname = doc.meta.autoname or ""
	if autoname.lower().startswith("naming_series") and doc.get("naming_series"):
		revert_series_if_last(doc.naming_series, doc.name, doc)
	elif "#" in autoname and not autoname.startswith(("format:", "field:", "hash")):
		revert_series_if_last(autoname, doc.name, doc)


def _drop_doctype(doc) -> None:
	for child in ("DocField", "DocPerm", "Custom DocPerm"):
		frappe.db.delete(child, {"parent": doc.name})
	frappe.db.delete("Custom Field", {"dt": doc.name})
	frappe.db.delete("Property Setter", {"doc_type": doc.name})
	frappe.db.after_commit.add(frappe.clear_cache)


def get_linking_fields(doctype: str) -> list[tuple[str, str]]:
	"""(DocType, field) of every Link to a DocType."""

	def load():
		plain = frappe.db.fetch(
			"select parent, fieldname from `tabDocField` where fieldtype = 'Link' and options = ?", (doctype,)
		)
		custom = frappe.db.fetch(
			"select dt, fieldname from `tabCustom Field` where fieldtype = 'Link' and options = ?", (doctype,)
		)
		return [tuple(row) for row in (*plain, *custom)]

	return frappe.cache.hget("linking_fields", doctype, load)


def get_dynamic_links() -> list[tuple[str, str, str]]:
	"""(DocType, type field, name field) of every Dynamic Link."""

	def load():
		query = "select {0}, options, fieldname from `tab{1}` where fieldtype = 'Dynamic Link'"
		rows = (
			*frappe.db.fetch(query.format("parent", "DocField")),
			*frappe.db.fetch(query.format("dt", "Custom Field")),
		)
		return [tuple(row) for row in rows]

	return frappe.cache.get_value("dynamic_link_fields", load)


def check_if_doc_is_linked(doc, method="Delete") -> None:
	"""Raise LinkExistsError when another document links here (for Cancel: a submitted one)."""
	ignored = {
		*IGNORED,
		*frappe.get_hooks("ignore_links_on_delete"),
		*(doc.get("ignore_linked_doctypes") or ()),
	}
	for owner, fieldname in get_linking_fields(doc.doctype):
		if owner not in ignored:
			_refuse_if_found(doc, owner, {fieldname: doc.name}, method)
	for owner, type_field, fieldname in get_dynamic_links():
		if owner not in ignored:
			_refuse_if_found(doc, owner, {type_field: doc.doctype, fieldname: doc.name}, method)


def _refuse_if_found(doc, owner: str, filters: dict, method: str) -> None:
	meta = frappe.get_meta(owner)
	if meta.issingle or meta.is_virtual:
		if meta.issingle and method == "Delete":
			values = frappe.db.get_singles_dict(owner)
			if all(values.get(field) == value for field, value in filters.items()):
				_refuse(doc, owner, owner)
		return
	columns = "name, docstatus" + (", parent, parenttype" if meta.istable else "")
	where = " and ".join(f"`{field}` = ?" for field in filters)
	for row in frappe.db.fetch(
		f"select {columns} from {table(owner)} where {where}", list(filters.values()), as_dict=True
	):
		linked, name = (row.parenttype, row.parent) if meta.istable else (owner, row.name)
		if (linked, name) == (doc.doctype, doc.name) or not linked:
			continue
		if method == "Delete" or cint(row.docstatus) == 1:
			_refuse(doc, linked, name)


def _refuse(doc, linked: str, name: str):
	message = _("Cannot delete or cancel because {0} {1} is linked with {2} {3}")
	frappe.throw(message.format(_(doc.doctype), doc.name, _(linked), name), frappe.LinkExistsError)
