"""A document's life: insert, save, submit, cancel, delete, with Frappe's order of events."""

import frappe
from frappe import _
from frappe.model.base_document import BaseDocument, get_controller
from frappe.model.docstatus import DocStatus
from frappe.model.document_events import DocumentEvents
from frappe.utils.data import cstr, get_datetime, getdate, now


def get_doc(*args, **kwargs) -> "Document":
	"""A document from (doctype, name), a dict or keyword values. Raises DoesNotExistError."""
	if args and isinstance(args[0], BaseDocument):
		return args[0]
	if args and isinstance(args[0], dict):
		kwargs = args[0]
		args = ()
	if args:
		return get_controller(args[0])(*args, **kwargs)
	if "doctype" not in kwargs:
		raise ValueError('"doctype" is a required key')
	return get_controller(kwargs["doctype"])(kwargs)


class Document(DocumentEvents):
	"""Base of all controllers."""

	doctype = name = owner = creation = modified = modified_by = None
	_action, _doc_before_save = "save", None

	def __init__(self, *args, **kwargs):
		self.name = None
		self.__dict__["flags"] = frappe._dict()
		if args and isinstance(args[0], str):
			self.doctype = args[0]
			self.name = args[1] if len(args) > 1 else args[0]
			self.flags.for_update = kwargs.get("for_update")
			self.load_from_db()
			return
		values = args[0] if args else kwargs
		if not values:
			raise ValueError("Illegal arguments")
		super().__init__(values)
		self.init_values()

	def __repr__(self) -> str:
		return f"<{type(self).__name__}: {self.name or 'unsaved'}>"

	def __eq__(self, other) -> bool:
		return self is other

	__hash__ = object.__hash__

	# reading

	def load_from_db(self) -> "Document":
		"""Read the stored values and child rows. Raises DoesNotExistError."""
		lock = bool(self.flags.for_update)
		if self.meta.issingle:
			self._load_single(lock)
		else:
			row = (
				frappe.db.get_value(self.doctype, self.name, "*", as_dict=True, for_update=lock)
				if self.name
				else None
			)
			if not row:
				message = _("{0} {1} not found").format(_(self.doctype), self.name)
				frappe.throw(message, frappe.DoesNotExistError(message, doctype=self.doctype))
			self.__dict__.update(row)
			self.__dict__["docstatus"] = DocStatus(row.docstatus or 0)
		for field in self.meta._table_fields:
			self._load_rows(field)
		if hasattr(self, "__setup__"):
			self.__setup__()
		return self

	def _load_single(self, lock: bool) -> None:
		values = frappe.db.get_singles_dict(self.doctype, for_update=lock, cast=True)
		if not values:
			values = frappe.new_doc(self.doctype, as_dict=True)
			values.pop("__islocal", None)
		self.__dict__.update({key: value for key, value in values.items() if key not in self._reserved})
		self.name = self.doctype
		self.init_values()

	def _load_rows(self, field) -> None:
		text = f"select * from `tab{field.options}` where parent = ? and parenttype = ? and parentfield = ? order by idx"
		rows = frappe.db.fetch(text, (str(self.name), self.doctype, field.fieldname), as_dict=True)
		self.__dict__[field.fieldname] = []
		for row in rows:
			self.append(field.fieldname, row)

	def reload(self) -> "Document":
		"""Read the stored values again."""
		return self.load_from_db()

	def get_doc_before_save(self):
		"""The document as stored before this save, or None."""
		return self._doc_before_save

	def get_latest(self):
		"""The document as stored."""
		if not self._doc_before_save:
			self.load_doc_before_save()
		return self._doc_before_save

	def load_doc_before_save(self, raise_exception: bool = False) -> None:
		"""Read and lock the stored document, to compare with."""
		self._doc_before_save = None
		if self.is_new():
			return
		try:
			self._doc_before_save = frappe.get_doc(self.doctype, self.name, for_update=True)
		except frappe.DoesNotExistError:
			if raise_exception:
				raise
			frappe.clear_last_message()

	def has_value_changed(self, fieldname) -> bool:
		"""Is the value another than before this save?"""
		from datetime import date, datetime, timedelta

		previous = self._doc_before_save
		if not previous:
			return True
		before, value = previous.get(fieldname), self.get(fieldname)
		if isinstance(before, datetime):
			value = get_datetime(value)
		elif isinstance(before, date):
			value = getdate(value)
		elif isinstance(before, timedelta):
			value = frappe.utils.to_timedelta(value)
		return before != value

	# permissions

	def check_permission(self, permtype="read", permlevel=None) -> None:
		"""Raise PermissionError unless the user may do this."""
		if not self.has_permission(permtype):
			message = _("You need the '{0}' permission on {1} {2} to perform this action.")
			frappe.flags.error_message = message.format(
				_(permtype), frappe.bold(_(self.doctype)), self.name or ""
			)
			raise frappe.PermissionError(frappe.flags.error_message)

	def has_permission(self, permtype="read", *, debug=False, user=None) -> bool:
		"""May the user do this?"""
		if self.flags.ignore_permissions:
			return True
		from frappe.permissions import has_permission

		return has_permission(self.doctype, permtype, self, user=user)

	# storing

	def insert(self, ignore_permissions=None, ignore_links=None, ignore_if_duplicate=False, ignore_mandatory=None, set_name=None,
		set_child_names=True):  # fmt: skip
		"""Store a new document."""
		self._set_flags(
			ignore_permissions=ignore_permissions,
			ignore_links=ignore_links,
			ignore_mandatory=ignore_mandatory,
		)
		self.__dict__["__islocal"] = True
		self._set_defaults()
		self.set_user_and_timestamp()
		self.set_docstatus()
		self.check_permission("create")
		self.check_if_latest()
		self._validate_links()
		self.run_method("before_insert")
		self.set_new_name(set_name=set_name, set_child_names=set_child_names)
		self.set_parent_in_children()
		self.validate_higher_perm_levels()
		self.flags.in_insert = True
		self.run_before_save_methods()
		self._validate()
		self.set_docstatus()
		self.flags.in_insert = False
		if self.meta.issingle:
			self.update_single(self.get_valid_dict())
		else:
			self.db_insert(ignore_if_duplicate=ignore_if_duplicate)
		for row in self.get_all_children():
			row.db_insert()
		self.run_method("after_insert")
		self.flags.in_insert = True
		if self.get("amended_from"):
			self._check_amended()
		self.run_post_save_methods()
		self.flags.in_insert = False
		self.__dict__.pop("__islocal", None)
		self.__dict__.pop("__unsaved", None)
		return self

	def _set_flags(self, **values) -> None:
		self.flags.notifications_executed = []
		for name, value in values.items():
			if value is not None:
				self.flags[name] = value

	def _check_amended(self) -> None:
		if frappe.db.get_value(self.doctype, self.amended_from, "docstatus") != 2:
			message = _(
				"{0} cannot be amended because it is not cancelled. Please cancel the document first."
			)
			frappe.throw(message.format(self.amended_from), title=_("Amendment Not Allowed"))

	def save(self, *args, **kwargs) -> "Document":
		"""Store the document."""
		return self._save(*args, **kwargs)

	def _save(self, ignore_permissions=None, ignore_version=None) -> "Document":
		self._set_flags(ignore_permissions=ignore_permissions)
		self.flags.ignore_version = frappe.flags.in_test if ignore_version is None else ignore_version
		if self.is_new() or not self.name:
			return self.insert()
		self._set_defaults()
		self.check_permission("write", "save")
		self.set_user_and_timestamp()
		self.set_docstatus()
		self.check_if_latest()
		self.set_parent_in_children()
		for row in self.get_all_children():
			if not row.name:
				_name(row)
		self.validate_higher_perm_levels()
		self._validate_links()
		self.run_before_save_methods()
		if self._action != "cancel":
			self._validate()
		if self._action == "update_after_submit":
			self.validate_update_after_submit()
		self.set_docstatus()
		if self.meta.issingle:
			self.update_single(self.get_valid_dict())
		else:
			self.db_update()
		self.update_children()
		self.run_post_save_methods()
		self.__dict__.pop("__unsaved", None)
		return self

	def _set_defaults(self) -> None:
		if frappe.flags.in_import:
			return
		if self.is_new():
			self.update_if_missing(frappe.new_doc(self.doctype, as_dict=True))
		for field in self.meta._table_fields:
			new_rows = [row for row in self.get(field.fieldname) or () if row.is_new()]
			if new_rows:
				values = frappe.new_doc(
					field.options, parent_doc=self, parentfield=field.fieldname, as_dict=True
				)
				for row in new_rows:
					row.update_if_missing(values)

	def set_user_and_timestamp(self) -> None:
		"""Note who changes the document, and when."""
		self._original_modified = self.modified
		self.modified, self.modified_by = now(), frappe.session.user
		settled = frappe.flags.in_install or frappe.flags.in_patch or frappe.flags.in_migrate
		if self.is_new() and not (settled and self.creation):
			self.creation, self.owner = self.modified, self.modified_by
		for row in self.get_all_children():
			row.modified, row.modified_by = self.modified, self.modified_by
			row.owner, row.creation = row.owner or self.owner, row.creation or self.creation
		frappe.flags.currently_saving.append((self.doctype, self.name))

	def set_docstatus(self) -> None:
		"""Child rows have the document's state."""
		status = self.docstatus
		for row in self.get_all_children():
			row.__dict__["docstatus"] = status

	def check_if_latest(self) -> None:
		"""Raise TimestampMismatchError when somebody saved meanwhile; find out what is being done."""
		self.load_doc_before_save(raise_exception=True)
		self._action = "save"
		previous = self._doc_before_save
		if not previous:
			self._check_transition(0)
			return
		if cstr(previous.modified) != cstr(self._original_modified):
			message = _("Error: Document has been modified after you have opened it")
			detail = f" ({previous.modified}, {self.modified}). "
			frappe.throw(
				message + detail + _("Please refresh to get the latest document."),
				frappe.TimestampMismatchError,
			)
		if not self.meta.issingle:
			self._check_transition(previous.docstatus)

	def _check_transition(self, stored: int) -> None:
		steps = {(0, 0): "save", (0, 1): "submit", (1, 1): "update_after_submit", (1, 2): "cancel"}
		step = (int(stored), int(self.docstatus))
		if stored == 2:
			raise frappe.ValidationError(_("Cannot edit cancelled document"))
		if step not in steps:
			if self.docstatus not in (0, 1, 2):
				raise frappe.ValidationError(_("Invalid docstatus"), self.docstatus)
			names = {0: "Draft", 1: "Submitted", 2: "Cancelled"}
			message = _("Cannot change docstatus from {0} ({1}) to {2} ({3})")
			raise frappe.DocstatusTransitionError(
				message.format(step[0], names[step[0]], step[1], names[step[1]])
			)
		self._action = steps[step]
		if self._action != "save":
			self.check_permission("cancel" if self._action == "cancel" else "submit")

	def set_new_name(self, force=False, set_name=None, set_child_names=True) -> None:
		"""Name the document and its rows."""
		from frappe.model.naming import validate_name

		if self.flags.name_set and not force:
			return
		if self.get("__newname") and (self.meta.autoname or "").lower() == "prompt":
			self.name = validate_name(self.doctype, self.get("__newname"))
		elif set_name:
			self.name = validate_name(self.doctype, set_name)
		else:
			_name(self)
		for row in self.get_all_children() if set_child_names else ():
			_name(row)
		self.flags.name_set = True

	def set_parent_in_children(self) -> None:
		"""Child rows know their document."""
		for row in self.get_all_children():
			row.parent, row.parenttype = self.name, self.doctype

	def set_title_field(self) -> None:
		"""Fill the title from its pattern."""
		field = self.meta.get_field("title") if self.meta.title_field == "title" else None
		pattern = field and (field.options or (self.is_new() and not self.get("title") and field.default))
		if pattern:
			self.set(
				"title",
				pattern.format(
					**{key: "" if value is None else value for key, value in self.as_dict().items()}
				),
			)

	def update_single(self, values) -> None:
		"""Store the values of a Single."""
		frappe.db.execute("delete from `tabSingles` where doctype = ?", (self.doctype,))
		rows = [(self.doctype, field, value) for field, value in values.items() if field != "doctype"]
		frappe.db.bulk_insert("Singles", ["doctype", "field", "value"], rows)
		frappe.db.value_cache.pop(self.doctype, None)

	def update_children(self) -> None:
		"""Store the child rows; rows missing from the lists are deleted."""
		for field in self.meta._table_fields:
			rows = self.get(field.fieldname) or []
			if field.options not in (self.flags.ignore_children_type or ()):
				kept = [row.name for row in rows if row.name and not row.is_new()]
				text = f"delete from `tab{field.options}` where parent = ? and parenttype = ? and parentfield = ?"
				if kept:
					text += f" and name not in ({', '.join('?' * len(kept))})"
				frappe.db.execute(text, [str(self.name), self.doctype, field.fieldname, *kept])
			for row in rows:
				row.db_update()


def _name(doc) -> None:
	from frappe.model.naming import set_new_name

	set_new_name(doc)
