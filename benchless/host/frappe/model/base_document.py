"""Values of a document, its child rows, and how they are stored."""

import datetime
import json
import weakref

import frappe
from frappe import _
from frappe.database.values import plain
from frappe.model import default_fields
from frappe.model.docstatus import DocStatus
from frappe.model.meta import FLOATS
from frappe.utils.data import cint, cstr, flt

_controllers: dict[tuple, type] = {}
_statements: dict[tuple, str] = {}


def get_controller(doctype: str) -> type:
	"""The class of a DocType: its controller, the class a hook puts in its place, or plain Document."""
	overrides = frappe.get_hooks("override_doctype_class", {}).get(doctype)
	key = (doctype, overrides[-1] if overrides else None)
	if key not in _controllers:
		_controllers[key] = _import_controller(doctype, overrides)
	return _controllers[key]


def _import_controller(doctype: str, overrides) -> type:
	from frappe.model.document import Document
	from frappe.utils.nestedset import NestedSet

	if overrides:
		return frappe.get_attr(overrides[-1])
	meta = frappe.get_meta(doctype)
	if not meta.custom:
		path = controller_path(meta)
		try:
			return getattr(frappe.get_module(path), doctype.replace(" ", "").replace("-", ""))
		except ModuleNotFoundError as error:
			if not path.startswith(error.name or "?"):
				raise
	return NestedSet if meta.is_tree else Document


def controller_path(meta) -> str:
	"""Where the DocType's controller lies."""
	name = frappe.scrub(meta.name)
	return f"{frappe.get_module_app(meta.module)}.{frappe.scrub(meta.module)}.doctype.{name}.{name}"


class BaseDocument:
	"""Fields are attributes; child tables are lists of documents."""

	_reserved = frozenset(("doctype", "meta", "flags", "parent_doc", "_doc_before_save"))

	def __init__(self, values: dict):
		if values.get("doctype"):
			self.doctype = values["doctype"]
		self.update(values)
		if hasattr(self, "__setup__"):
			self.__setup__()

	@property
	def meta(self):
		"""The definition of the DocType."""
		return frappe.get_meta(self.doctype)

	@property
	def _table_fieldnames(self) -> list[str]:
		return [field.fieldname for field in self.meta._table_fields]

	def __getstate__(self):
		return {key: value for key, value in self.__dict__.items() if key not in ("_parent_doc",)}

	def update(self, values):
		"""Set many values."""
		if isinstance(values, BaseDocument):
			values = values.as_dict()
		if "name" in values:
			self.name = values["name"]
		tables = self._table_fieldnames
		for key, value in values.items():
			if key in tables:
				self.set(key, value)
			elif key not in self._reserved:
				self.__dict__[key] = value
		return self

	def update_if_missing(self, values) -> None:
		"""Set values that are None so far."""
		held = self.__dict__
		for key, value in (values.get_valid_dict() if isinstance(values, BaseDocument) else values).items():
			if value is not None and held.get(key) is None:
				self.set(key, value)

	def get(self, key, filters=None, limit=None, default=None):
		"""A value; child rows narrowed by {field: value}."""
		if filters is not None and not isinstance(filters, dict):
			default, filters = filters, None
		value = self.__dict__.get(key, default)
		if filters:
			from frappe.utils.data import compare

			for name, wanted in filters.items():
				operator, wanted = wanted if isinstance(wanted, list | tuple) else ("=", wanted)
				value = [row for row in value or [] if compare(row.get(name), operator, wanted)]
		return value[:limit] if limit and isinstance(value, list) else value

	def set(self, key, value, as_value=False) -> None:
		"""Set a value; a table takes a list of dicts or documents."""
		if key in self._reserved:
			return
		if not as_value and key in self._table_fieldnames:
			self.__dict__[key] = []
			self.extend(key, value or [])
		else:
			self.__dict__[key] = value

	def append(self, key, value=None, position=-1):
		"""Add a child row and return it."""
		rows = self.__dict__.get(key)
		if rows is None:
			rows = self.__dict__[key] = []
		row = self._child(value if value is not None else {}, key, len(rows) + 1)
		if position == -1:
			rows.append(row)
		else:
			rows.insert(position, row)
			self._renumber(rows)
		row._parent_doc = weakref.ref(self)
		return row

	def extend(self, key, value) -> None:
		"""Add many child rows."""
		for row in value:
			self.append(key, row)

	def remove(self, row) -> None:
		"""Take a child row out."""
		rows = self.get(row.parentfield)
		rows.remove(row)
		self._renumber(rows)

	@staticmethod
	def _renumber(rows) -> None:
		for number, row in enumerate(rows, 1):
			row.idx = number

	def _child(self, value, key, number: int):
		if not isinstance(value, BaseDocument):
			field = self.meta.get_field(key)
			if not field:
				raise AttributeError(key)
			value["doctype"] = field.options
			value = get_controller(field.options)(value)
		value.parent, value.parenttype, value.parentfield = self.name, self.doctype, key
		if value.__dict__.get("docstatus") is None:
			value.__dict__["docstatus"] = DocStatus.DRAFT
		if not value.__dict__.get("idx"):
			value.idx = number
		if not value.__dict__.get("name"):
			value.__dict__["__islocal"] = 1
		return value

	@property
	def parent_doc(self):
		"""The document a child row belongs to."""
		held = self.__dict__.get("_parent_doc")
		return held() if isinstance(held, weakref.ReferenceType) else held

	@parent_doc.setter
	def parent_doc(self, value):
		self._parent_doc = value

	@property
	def docstatus(self) -> DocStatus:
		"""0 draft, 1 submitted, 2 cancelled."""
		value = self.__dict__.get("docstatus")
		return value if isinstance(value, DocStatus) else DocStatus(cint(value))

	@docstatus.setter
	def docstatus(self, value):
		self.__dict__["docstatus"] = DocStatus(cint(value))

	def is_new(self):
		"""Not stored yet?"""
		return self.__dict__.get("__islocal")

	def get_valid_dict(
		self, sanitize=True, convert_dates_to_str=False, ignore_nulls=False, ignore_virtual=False
	):
		"""Values of the table's columns in their types."""
		held, meta = self.__dict__, self.meta
		values = frappe._dict({column: held.get(column) for column in meta._columns})
		for name, field in meta._casts:
			value = values[name]
			if value is None and not sanitize:
				continue
			values[name] = _typed(value, field)
		if values["docstatus"] is not None:
			values["docstatus"] = self.docstatus
		for field in () if ignore_virtual else meta._virtual:
			values[field.fieldname] = getattr(self, field.fieldname, None)
		if convert_dates_to_str:
			for name, value in values.items():
				if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
					values[name] = str(value)
		if ignore_nulls:
			values = frappe._dict({name: value for name, value in values.items() if value is not None})
		return values

	def as_dict(
		self, no_nulls=False, no_default_fields=False, convert_dates_to_str=False, no_child_table_fields=False,
		no_private_properties=False,
	):  # fmt: skip
		"""The document with its rows as a dict."""
		doc = self.get_valid_dict(convert_dates_to_str=convert_dates_to_str, ignore_nulls=no_nulls)
		doc["doctype"] = self.doctype
		for name in self._table_fieldnames:
			doc[name] = [
				row.as_dict(
					no_nulls,
					no_default_fields,
					convert_dates_to_str,
					no_child_table_fields,
					no_private_properties,
				)
				for row in self.get(name) or []
			]
		for key in default_fields if no_default_fields else ():
			doc.pop(key, None)
		for key in ("parent", "parentfield", "parenttype") if no_child_table_fields else ():
			doc.pop(key, None)
		if not no_private_properties:
			for key in (
				"_user_tags",
				"__islocal",
				"__onload",
				"_liked_by",
				"__run_link_triggers",
				"__unsaved",
			):
				if value := self.__dict__.get(key):
					doc[key] = value
		return doc

	def as_json(self) -> str:
		"""The document as JSON."""
		return frappe.as_json(self.as_dict())

	def init_values(self) -> None:
		"""Every column and table has a value."""
		held = self.__dict__
		for column in self.meta._columns:
			held.setdefault(column, None)
		for name in self._table_fieldnames:
			if held.get(name) is None:
				held[name] = []
		held["docstatus"], held["idx"] = self.docstatus, held["idx"] or 0

	def _row_values(self) -> dict:
		values = self.get_valid_dict(ignore_virtual=True)
		return {column: plain(value) for column, value in values.items()}

	def db_insert(self, ignore_if_duplicate=False) -> None:
		"""Write a new row. Raises DuplicateEntryError or UniqueValidationError."""
		if not self.name:
			from frappe.model.naming import set_new_name

			set_new_name(self)
		if not self.creation:
			self.creation = self.modified = frappe.utils.now()
			self.owner = self.modified_by = frappe.session.user
		values = self._row_values()
		try:
			frappe.db.execute(_insert_text(self.doctype, tuple(values)), list(values.values()))
		except frappe.db.IntegrityError as error:
			if self.meta.autoname == "hash" and frappe.db.is_primary_key_violation(error):
				self.name = None
				return self.db_insert()
			if not (ignore_if_duplicate and frappe.db.is_primary_key_violation(error)):
				self._refuse_duplicate(error)
		self.__dict__["__islocal"] = False

	def db_update(self) -> None:
		"""Write the row again, or for the first time."""
		if self.is_new() or not self.name:
			return self.db_insert()
		values = self._row_values()
		name = values.pop("name")
		pairs = ", ".join(f"`{column}` = ?" for column in values)
		try:
			frappe.db.execute(
				f"update `tab{self.doctype}` set {pairs} where name = ?", [*values.values(), name]
			)
		except frappe.db.IntegrityError as error:
			self._refuse_duplicate(error)

	def _refuse_duplicate(self, error):
		if frappe.db.is_primary_key_violation(error):
			text = _("{0} {1} already exists").format(_(self.doctype), frappe.bold(self.name))
			frappe.msgprint(text, title=_("Duplicate Name"), indicator="red")
			raise frappe.DuplicateEntryError(self.doctype, self.name, error) from error
		if not frappe.db.is_unique_key_violation(error):
			raise error
		fieldname = str(error).split(": ")[-1].split(",")[0].split(".")[-1]
		field = self.meta.get_field(fieldname)
		frappe.msgprint(_("{0} must be unique").format(field.label if field else fieldname))
		raise frappe.UniqueValidationError(self.doctype, self.name, error) from error

	def get_all_children(self, parenttype=None) -> list:
		"""All child rows."""
		fields = self.meta._table_fields
		return [
			row
			for field in fields
			if parenttype in (None, field.options)
			for row in self.__dict__.get(field.fieldname) or ()
		]

	def get_value(self, fieldname):
		"""The value in its field's type."""
		field = self.meta.get_field(fieldname)
		return frappe.utils.cast(field.fieldtype, self.get(fieldname)) if field else self.get(fieldname)

	def precision(self, fieldname, parentfield=None) -> int | None:
		"""Decimals of a number field; None for other fields."""
		from frappe.model.meta import get_field_precision

		meta = self.meta
		if parentfield:
			name = parentfield if isinstance(parentfield, str) else parentfield.parentfield
			meta = frappe.get_meta(meta.get_field(name).options)
		field = meta.get_field(fieldname)
		return (
			get_field_precision(field, self)
			if field and field.fieldtype in ("Currency", "Float", "Percent")
			else None
		)

	def get_formatted(
		self, fieldname, doc=None, currency=None, absolute_value=False, translated=False, format=None
	) -> str:
		"""The value as people read it."""
		from frappe.utils.formatters import format_value

		value = self.get(fieldname)
		value = _(value) if translated else value
		value = abs(value) if absolute_value and isinstance(value, int | float) else value
		return format_value(
			value, df=self.meta.get_field(fieldname), doc=doc or self, currency=currency, format=format
		)

	@staticmethod
	def is_dummy_password(pwd) -> bool:
		"""Asterisks in the place of a stored secret?"""
		return set(pwd) == {"*"}

	def get_password(self, fieldname="password", raise_exception=True):
		"""The decrypted value of a Password field."""
		from frappe.utils.password import get_decrypted_password

		value = self.get(fieldname)
		if value and set(value) != {"*"}:
			return value
		return get_decrypted_password(self.doctype, self.name, fieldname, raise_exception=raise_exception)


def _insert_text(doctype: str, columns: tuple) -> str:
	key = (doctype, columns)
	if key not in _statements:
		names = ", ".join(f"`{column}`" for column in columns)
		_statements[key] = f"insert into `tab{doctype}` ({names}) values ({', '.join('?' * len(columns))})"
	return _statements[key]


def _typed(value, field):
	kind = field.fieldtype
	if kind == "Check":
		return 1 if cint(value) else 0
	if kind == "Int":
		return value if type(value) is int else cint(value)
	if kind in FLOATS:
		return value if type(value) is float else flt(value)
	if kind == "JSON":
		return json.dumps(value, separators=(",", ":")) if isinstance(value, dict | list) else value
	if value == "" or (field.unique and cstr(value).strip() == ""):
		return None
	if isinstance(value, str):
		if kind == "Datetime":
			return frappe.utils.get_datetime(value)
		if kind == "Date":
			return frappe.utils.getdate(value)
		if kind == "Time":
			return frappe.utils.to_timedelta(value)
	return value
