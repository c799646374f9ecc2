"""Definitions of DocTypes: fields, permissions and what they imply."""

import json

import frappe
from frappe.database.schema import COLUMN_TYPES, VARCHAR_TYPES
from frappe.model import child_table_fields, display_fieldtypes, optional_fields, table_fields
from frappe.utils.data import cint, flt

_metas: dict[tuple[str, str], "Meta"] = {}
FLOATS = ("Float", "Currency", "Percent", "Duration", "Rating")
STANDARD_LABELS = {
	"name": "ID", "creation": "Created On", "docstatus": "Document Status", "idx": "Index", "modified": "Last Updated On",
	"modified_by": "Last Updated By", "owner": "Created By", "_user_tags": "Tags", "_liked_by": "Liked By",
	"_comments": "Comments", "_assign": "Assigned To",
}  # fmt: skip


class Row(frappe._dict):
	"""A field or permission of a DocType."""

	__slots__ = ()

	def as_dict(self, *_args, **_kwargs) -> dict:
		"""The row as a plain dict."""
		return frappe._dict(self)

	def set(self, key, value) -> None:
		"""Set a property."""
		self[key] = value


class Meta:
	"""One DocType. Properties are attributes; missing ones are None."""

	def __init__(self, values: dict, fields: list, permissions: list):
		self.__dict__.update(values)
		self.doctype = "DocType"
		self.fields = [Row(field) for field in fields]
		self.permissions = [Row(permission) for permission in permissions]
		self._derive()
		self._derive_checks()

	def __getattr__(self, key):
		if key.startswith("__"):
			raise AttributeError(key)
		return None

	def _derive(self) -> None:
		self._fields = {field.fieldname: field for field in self.fields}
		by_type = lambda *kinds: [field for field in self.fields if field.fieldtype in kinds]  # noqa: E731
		self._table_fields = by_type(*table_fields)
		self._link_fields = [f for f in by_type("Link") if f.options != "[Select]"]
		self._dynamic_links = by_type("Dynamic Link")
		self._selects = [f for f in by_type("Select") if f.options and f.fieldname != "naming_series"]
		stored = [f for f in self.fields if f.fieldtype in COLUMN_TYPES and not f.is_virtual]
		self._virtual = [f for f in self.fields if f.is_virtual]
		standard = ["name", "owner", "creation", "modified", "modified_by", "docstatus", "idx"]
		standard += child_table_fields if self.istable else optional_fields[: 5 if self.track_seen else 4]
		self._columns = [*standard, *(f.fieldname for f in stored)]
		self._casts = [
			(f.fieldname, f)
			for f in stored
			if f.fieldtype in ("Int", "Check", "JSON", *FLOATS, "Date", "Datetime", "Time") or f.unique
		]
		self._fetched: dict[str, list] = {}
		for field in self.fields:
			if field.fetch_from and "." in field.fetch_from:
				self._fetched.setdefault(field.fetch_from.split(".")[0], []).append(field)
		self._links_user = [f for f in self._link_fields if not f.ignore_user_permissions]

	def _derive_checks(self) -> None:
		stored = [f for f in self.fields if f.fieldtype in COLUMN_TYPES and not f.is_virtual]
		by_type = lambda *kinds: [field for field in self.fields if field.fieldtype in kinds]  # noqa: E731
		self._lengths = [(f, cint(f.length) or 140) for f in stored if f.fieldtype in VARCHAR_TYPES]
		self._required = [f for f in self.fields if f.reqd]
		self._checked = [
			f
			for f in self.fields
			if (f.fieldtype in ("Data", "Phone") and f.options) or f.fieldtype == "Phone"
		]
		self._passwords = by_type("Password")
		self._ratings = by_type("Rating")
		self._nonnegative = [f for f in by_type("Int", "Float", "Currency") if f.non_negative]
		self._once = [f for f in self.fields if f.set_only_once]
		self._high = [f for f in self.fields if f.permlevel and f.fieldtype not in display_fieldtypes]
		self._moving = [
			field
			for field in self.fields
			if field.fieldtype == "Time"
			or str(field.default or "").startswith(":")
			or str(field.default).lower() == "now"
		]

	def get(self, key, filters=None, limit=None, default=None):
		"""A property; `fields` narrowed by {property: value | (operator, value)}."""
		value = self.__dict__.get(key, default)
		if filters and isinstance(filters, dict):
			from frappe.utils.data import compare

			for name, wanted in filters.items():
				operator, wanted = wanted if isinstance(wanted, list | tuple) else ("=", wanted)
				value = [row for row in value if compare(row.get(name), operator, wanted)]
		return value[:limit] if limit else value

	def as_dict(self, no_nulls: bool = False) -> dict:
		"""Definition with fields and permissions."""
		plain = {key: value for key, value in self.__dict__.items() if not key.startswith("_")}
		return frappe._dict(plain)

	def get_field(self, fieldname):
		"""The field of this name, or None."""
		return self._fields.get(fieldname)

	def has_field(self, fieldname) -> bool:
		"""Is there a field of this name?"""
		return fieldname in self._fields

	def get_label(self, fieldname) -> str:
		"""The field's label."""
		field = self.get_field(fieldname)
		return (field.label if field else STANDARD_LABELS.get(fieldname)) or "No Label"

	def get_valid_columns(self) -> list[str]:
		"""Columns of the table."""
		return self._columns

	def get_table_fields(self) -> list:
		"""Fields that hold child rows."""
		return self._table_fields

	def get_fields_to_fetch(self, link_fieldname=None) -> list:
		"""Fields that fetch through this link."""
		if link_fieldname:
			return self._fetched.get(link_fieldname, [])
		return [field for fields in self._fetched.values() for field in fields]

	def get_search_fields(self) -> list[str]:
		"""Fields searched by links, always with the name."""
		names = [name.strip() for name in (self.search_fields or "name").split(",")]
		return names if "name" in names else [*names, "name"]

	def get_title_field(self) -> str:
		"""The field shown as title."""
		return self.title_field or ("title" if self.has_field("title") else "name")

	def get_naming_series_options(self) -> list[str]:
		"""Series to choose from."""
		field = self.get_field("naming_series")
		return (field.options or "").split("\n") if field else []

	def get_permlevel_access(self, permission_type="read", parenttype=None, *, user=None) -> list[int]:
		"""Permission levels the user has for this right."""
		roles = frappe.get_roles(user)
		rows = frappe.get_meta(parenttype).permissions if self.istable and parenttype else self.permissions
		return list({cint(row.permlevel) for row in rows if row.role in roles and row.get(permission_type)})

	def get_permitted_fieldnames(
		self, parenttype=None, *, user=None, permission_type="read", with_virtual_fields=True
	) -> list[str]:
		"""Fields the user may read."""
		if (user or frappe.session.user) == "Administrator" or not (self._high or self.istable):
			return [field.fieldname for field in self.fields if field.fieldtype not in display_fieldtypes]
		if self.istable and not parenttype:
			return []
		levels = self.get_permlevel_access(permission_type, parenttype, user=user)
		if 0 not in levels and frappe.share.get_shared(self.name, user):
			levels = [*levels, 0]
		return [
			f.fieldname
			for f in self.fields
			if cint(f.permlevel) in levels and f.fieldtype not in display_fieldtypes
		]

	def get_parentfields_for_child_doctype(self, child) -> list[str]:
		"""Names of the table fields that hold such rows."""
		return [field.fieldname for field in self._table_fields if field.options == child]

	def is_nested_set(self) -> bool:
		"""Is it a tree?"""
		return self.has_field("lft") and self.has_field("rgt")


def _cast_property(kind, value):
	return cint(value) if kind in ("Check", "Int") else flt(value) if kind == "Float" else value


def _apply_setters(values: dict, fields: list, name: str) -> None:
	rows = frappe.db.fetch("select * from `tabProperty Setter` where doc_type = ?", (name,), as_dict=True)
	by_name = {field.fieldname: field for field in fields}
	for row in rows:
		if row.doctype_or_field == "DocType":
			values[row.property] = _cast_property(row.property_type, row.value)
		elif row.field_name in by_name:
			by_name[row.field_name][row.property] = _cast_property(row.property_type, row.value)


def _with_custom_fields(fields: list, name: str, order: str | None) -> list:
	custom = frappe.db.fetch(
		"select * from `tabCustom Field` where dt = ? order by idx, creation", (name,), as_dict=True
	)
	waiting: list = []
	for row in custom:
		row.update({"is_custom_field": 1, "parent": name})
		place = next((i for i, f in enumerate(fields) if f.fieldname == row.insert_after), None)
		if place is None:
			waiting.append(row)
		else:
			fields.insert(place + 1, row)
	fields += waiting
	if order:
		wanted = {fieldname: i for i, fieldname in enumerate(json.loads(order))}
		fields.sort(key=lambda field: wanted.get(field.fieldname, len(wanted)))
	return fields


def _load(name: str) -> Meta:
	rows = frappe.db.fetch("select * from `tabDocType` where name = ?", (name,), as_dict=True)
	if not rows:
		message = frappe._("DocType {0} not found").format(name)
		frappe.throw(message, frappe.DoesNotExistError(message, doctype="DocType"))
	values = rows[0]
	by_parent = "select * from `tab{}` where parent = ? order by idx"
	fields = frappe.db.fetch(by_parent.format("DocField"), (values.name,), as_dict=True)
	permissions = frappe.db.fetch(by_parent.format("Custom DocPerm"), (values.name,), as_dict=True)
	permissions = permissions or frappe.db.fetch(by_parent.format("DocPerm"), (values.name,), as_dict=True)
	order = frappe.db.fetch(
		"select value from `tabProperty Setter` where doc_type = ? and property = 'field_order'",
		(values.name,),
		pluck=True,
	)
	fields = _with_custom_fields(fields, values.name, order[0] if order else None)
	_apply_setters(values, fields, values.name)
	return Meta(values, fields, permissions)


def get_meta(doctype, cached: bool = True) -> Meta:
	"""The definition of a DocType. Raises DoesNotExistError."""
	if isinstance(doctype, Meta):
		return doctype
	name = doctype if isinstance(doctype, str) else doctype.get("name")
	held = _metas.get((frappe.local.site_path, name)) if cached else None
	if held is None:
		held = _metas[(frappe.local.site_path, name)] = _load(name)
	return held


def hold(meta: Meta) -> None:
	"""Use this definition from here on."""
	_metas[(frappe.local.site_path, meta.name)] = meta


def forget_all(doctype: str | None = None) -> None:
	"""Definitions are read again."""
	for key in [key for key in _metas if doctype in (None, key[1])]:
		_metas.pop(key)
	if hasattr(frappe.local, "new_doc_templates"):
		frappe.local.new_doc_templates = {}


def get_field_precision(df, doc=None, currency=None) -> int:
	"""Decimals of a number field: its own, the currency's, or the site's."""
	if df.precision:
		return cint(df.precision)
	if df.fieldtype == "Currency":
		return cint(frappe.db.get_default("currency_precision")) or _currency_decimals(df, doc, currency)
	return cint(frappe.db.get_default("float_precision")) or 3


def _currency_decimals(df, doc, currency) -> int:
	from frappe.utils.data import get_number_format_info

	number_format = frappe.db.get_default("number_format") or "#,###.##"
	return get_number_format_info(number_format)[2]
