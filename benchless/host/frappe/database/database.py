"""frappe.db: values, lists and writes by DocType."""

from functools import cached_property

import frappe
from frappe.database import schema
from frappe.database.conditions import build, table
from frappe.database.connection import Connection
from frappe.database.values import plain

KEEP = "modified desc"


class Database(Connection):
	"""The methods an app calls on frappe.db."""

	def __init__(self, path: str):
		super().__init__(path)
		self._columns: dict[str, list[str]] = {}

	@cached_property
	def type_map(self) -> dict:
		"""Field type to (column type, length), as Frappe gives it."""
		lengths = {"bigint": "11", schema.TEXT: "", schema.VARCHAR: "140", "double": "21,9"}
		return {k: (v.split("(")[0].split()[0], lengths.get(v, "6")) for k, v in schema.COLUMN_TYPES.items()}

	# reading

	def get_value(
		self, doctype, filters=None, fieldname="name", ignore=None, as_dict=False, debug=False, order_by=KEEP,
		cache=False, for_update=False, *, run=True, pluck=False, distinct=False, skip_locked=False, wait=True,
	):  # fmt: skip
		"""The first row that fits: one value, a list of values, or a dict; None when nothing fits."""
		key = None
		if cache and not for_update:
			key = (str(filters), str(fieldname), as_dict)
			if key in self.value_cache.get(doctype, ()):
				return self.value_cache[doctype][key]
		rows = self.get_values(
			doctype, filters, fieldname, ignore, as_dict, debug, order_by, for_update=for_update, limit=1
		)
		row = rows[0] if rows else None
		if row is not None and not as_dict and isinstance(fieldname, str) and fieldname != "*":
			row = row[0]
		if key and row is not None:
			self.value_cache.setdefault(doctype, {})[key] = row
		return row

	def get_values(
		self, doctype, filters=None, fieldname="name", ignore=None, as_dict=False, debug=False, order_by=KEEP,
		update=None, cache=False, for_update=False, *, run=True, pluck=False, distinct=False, limit=None, **_kw,
	):  # fmt: skip
		"""Rows that fit, each a tuple or a dict."""
		if not isinstance(doctype, str):
			doctype = doctype.name
		if filters is None and not frappe.get_meta(doctype).issingle and limit == 1:
			return []
		if filters is None or filters == doctype:
			if frappe.get_meta(doctype).issingle:
				return self._single_values(doctype, fieldname, as_dict)
		text = f"select {'distinct ' if distinct else ''}{self._columns_text(fieldname, doctype)} from {table(doctype)}"
		parameters = ()
		if isinstance(filters, str | int):
			text, parameters, order_by = text + " where `name` = ?", (filters,), None
		elif where := build(filters, doctype, null_aware=False):
			text += " where " + where
		if order_by:
			text += f" order by {self._order(order_by, doctype)}"
		if limit:
			text += f" limit {int(limit)}"
		return self.fetch(text, parameters, as_dict=as_dict, pluck=pluck, lock=for_update)

	def _order(self, order_by: str, doctype: str) -> str:
		return "`modified` desc" if order_by in (KEEP, "KEEP_DEFAULT_ORDERING") else order_by

	@staticmethod
	def _columns_text(fieldname, doctype) -> str:
		if fieldname == "*" or fieldname == ["*"]:
			return "*"
		names = [fieldname] if isinstance(fieldname, str) else list(fieldname)
		return ", ".join(
			f"`{one}`" if isinstance(one, str) and one.isidentifier() else str(one) for one in names
		)

	def _single_values(self, doctype, fieldname, as_dict):
		values = self.get_singles_dict(doctype, cast=True)
		if fieldname == "*":
			return [values] if values else []
		names = [fieldname] if isinstance(fieldname, str) else fieldname
		if not values and "name" not in names:
			return []
		row = {name: doctype if name == "name" else values.get(name) for name in names}
		return [frappe._dict(row)] if as_dict else [tuple(row.values())]

	def get_singles_dict(self, doctype, debug=False, *, for_update=False, cast=False):
		"""All stored values of a Single, typed when `cast`."""
		rows = self.fetch(
			"select field, value from `tabSingles` where doctype = ?", (doctype,), lock=for_update
		)
		values = frappe._dict(rows)
		if cast:
			meta = frappe.get_meta(doctype)
			for name in list(values):
				if field := meta.get_field(name):
					values[name] = frappe.utils.cast(field.fieldtype, values[name])
		return values

	def get_single_value(self, doctype, fieldname, cache=True):
		"""One typed value of a Single; cached while the connection lives."""
		held = self.value_cache.setdefault(doctype, {})
		if fieldname not in held or not cache:
			field = frappe.get_meta(doctype).get_field(fieldname)
			if not field and fieldname not in ("modified", "modified_by", "creation", "owner", "name"):
				frappe.throw(frappe._("Field {0} does not exist on {1}").format(fieldname, doctype))
			rows = self.fetch(
				"select value from `tabSingles` where doctype = ? and field = ?", (doctype, fieldname)
			)
			value = rows[0][0] if rows else None
			held[fieldname] = frappe.utils.cast(field.fieldtype if field else "Data", value)
		return held[fieldname]

	get_singles_value = get_single_value

	def exists(self, dt, dn=None, cache=False, *, debug=False):
		"""The name of a row that fits, or None."""
		if isinstance(dt, dict):
			filters = dict(dt)
			dt = filters.pop("doctype")
			return self.get_value(dt, filters, "name", cache=cache, order_by=None)
		if dt != "DocType" and dn is None:
			return self.get_value("DocType", dt, "name")
		if dt == dn and isinstance(dn, str) and frappe.get_meta(dt).issingle:
			return dn
		return self.get_value(dt, dn, "name", cache=cache, order_by=None) if dn else None

	def count(self, dt, filters=None, debug=False, cache=False, distinct=True):
		"""How many rows fit."""
		where = build(filters, dt, null_aware=False)
		return self.fetch(f"select count(*) from {table(dt)}" + (f" where {where}" if where else ""))[0][0]

	# writing

	def set_value(
		self,
		dt,
		dn,
		field,
		val=None,
		modified=None,
		modified_by=None,
		update_modified=True,
		debug=False,
		for_update=True,
	):
		"""Write columns without running events; bumps `modified` unless told not to."""
		values = dict(field) if isinstance(field, dict) else {field: val}
		if dn is None or dt == dn:
			if frappe.get_meta(dt).issingle:
				self.set_single_value(dt, values, None, modified, modified_by, update_modified)
				return
		if update_modified:
			values["modified"] = modified or frappe.utils.now()
			values["modified_by"] = modified_by or frappe.session.user
		where, parameters = build(dn, dt, null_aware=False), []
		if isinstance(dn, str | int):
			where, parameters = "`name` = ?", [dn]
			frappe.clear_document_cache(dt, dn)
		elif not frappe.flags.in_patch:
			frappe.clear_document_cache(dt)
		columns = ", ".join(f"`{column}` = ?" for column in values)
		text = f"update {table(dt)} set {columns}" + (f" where {where}" if where else "")
		self.execute(text, [*(plain(value) for value in values.values()), *parameters])
		self.value_cache.pop(dt, None)

	def set_single_value(
		self,
		doctype,
		fieldname,
		value=None,
		modified=None,
		modified_by=None,
		update_modified=True,
		debug=False,
		**_kw,
	):
		"""Write values of a Single without running events."""
		values = dict(fieldname) if isinstance(fieldname, dict) else {fieldname: value}
		if update_modified:
			values["modified"] = modified or frappe.utils.now()
			values["modified_by"] = modified_by or frappe.session.user
		for name, one in values.items():
			self.execute("delete from `tabSingles` where doctype = ? and field = ?", (doctype, name))
			self.execute("insert into `tabSingles` values (?, ?, ?)", (doctype, name, plain(one)))
		self.value_cache.pop(doctype, None)
		frappe.clear_document_cache(doctype, doctype)

	def bulk_insert(self, doctype, fields, values, ignore_duplicates=False, *, chunk_size=10_000):
		"""Insert many rows of the given columns without running events."""
		columns = ", ".join(f"`{field}`" for field in fields)
		marks = ", ".join("?" * len(fields))
		verb = "insert or ignore" if ignore_duplicates else "insert"
		self.begin()
		self.query_count += 1
		rows = ([plain(value) for value in row] for row in values)
		self._connection.executemany(f"{verb} into {table(doctype)} ({columns}) values ({marks})", rows)

	def delete(self, doctype, filters=None, debug=False, **_kw):
		"""Delete rows without running events."""
		where = build(filters, doctype, null_aware=False)
		self.execute(f"delete from {table(doctype)}" + (f" where {where}" if where else ""))
		self.value_cache.pop(doctype, None)

	def truncate(self, doctype):
		"""Delete all rows. Commits, as DDL does."""
		self.commit()
		self.delete(doctype)
		self.commit()

	# schema

	def get_tables(self, cached=True):
		"""Names of all tables."""
		return self.fetch("select name from sqlite_master where type = 'table'", pluck=True)

	def table_exists(self, doctype, cached=True):
		"""Is there a table for this DocType?"""
		return f"tab{doctype}" in self.get_tables()

	def get_table_columns_fresh(self, doctype) -> list[str]:
		"""Column names as they stand; [] without a table."""
		name = table(doctype).strip("`")
		return [row[1].lower() for row in self.fetch(f"pragma table_info(`{name}`)")]

	def get_db_table_columns(self, name):
		"""Column names of a table."""
		return [row[1] for row in self.fetch(f"pragma table_info(`{name}`)")]

	def get_table_columns(self, doctype):
		"""Column names of a DocType's table. Raises when there is none."""
		if doctype not in self._columns:
			self._columns[doctype] = self.get_db_table_columns(f"tab{doctype}")
		if not self._columns[doctype]:
			del self._columns[doctype]
			raise self.OperationalError(f"no such table: tab{doctype}")
		return self._columns[doctype]

	def forget_columns(self, doctype) -> None:
		"""Column names are read again."""
		self._columns.pop(doctype, None)

	def has_column(self, doctype, column):
		"""Has the DocType's table this column?"""
		return column in self.get_table_columns(doctype)

	def has_index(self, table_name, index_name):
		"""Is there an index of this name?"""
		return bool(
			self.fetch("select 1 from sqlite_master where type = 'index' and name = ?", (index_name,))
		)

	def updatedb(self, doctype, meta=None):
		"""Bring the table in line with the DocType."""
		schema.update_table(meta or frappe.get_meta(doctype, cached=False))

	def add_index(self, doctype, fields, index_name=None):
		"""Add an index unless it is there. Commits, as DDL does."""
		self._add_index(doctype, fields, index_name, "index")

	def add_unique(self, doctype, fields, constraint_name=None):
		"""Add a unique index unless it is there. Commits, as DDL does."""
		fields = [fields] if isinstance(fields, str) else fields
		self._add_index(doctype, fields, constraint_name or "unique_" + "_".join(fields), "unique index")

	def _add_index(self, doctype, fields, name, kind):
		columns = [field.split("(")[0] for field in fields]
		name = f"{doctype}_{name or '_'.join(columns) + '_index'}".replace(" ", "_").lower()
		marked = ", ".join(f"`{column}`" for column in columns)
		if not self.has_index(None, name):
			self.execute(f"create {kind} if not exists `{name}` on {table(doctype)} ({marked})")

	# defaults and the like

	def get_default(self, key, parent="__default"):
		"""A default value."""
		values = frappe.defaults.get_defaults_for(parent).get(key)
		return values[0] if isinstance(values, list) and len(values) == 1 else values

	def get_global(self, key, user="__global"):
		"""A value for the whole site."""
		return self.get_default(key, user)

	def set_default(self, key, val, parent="__default", parenttype=None):
		"""Set a default value."""
		frappe.defaults.set_default(key, val, parent, parenttype)

	def set_global(self, key, val, user="__global"):
		"""Set a value for the whole site."""
		self.set_default(key, val, user)
