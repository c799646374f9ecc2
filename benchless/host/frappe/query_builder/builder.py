"""frappe.qb: pypika speaking SQLite, with Frappe's table names and run()."""

import frappe
import pypika
from frappe.database.values import literal
from pypika import Query, Table
from pypika.dialects import MySQLQueryBuilder
from pypika.terms import Criterion, Field, ValueWrapper
from pypika.utils import builder


def _literal_value(cls, value, **kwargs):
	if hasattr(value, "get_sql"):
		return value.get_sql(**kwargs)
	if hasattr(value, "value") and not isinstance(value, int | float | str):
		value = value.value
	return literal(value)


ValueWrapper.get_formatted_value = classmethod(_literal_value)


class HostField(Field):
	"""A column whose prefix searches can use the index."""

	def like(self, expr):
		"""SQL LIKE; `abc%` also becomes a range so that SQLite looks in the index."""
		found = super().like(expr)
		if (
			isinstance(expr, str)
			and expr.endswith("%")
			and not set(expr[:-1]) & set("%_\\")
			and len(expr) > 1
		):
			prefix = expr[:-1]
			return found & (self >= prefix.rstrip() or prefix) & (self <= prefix + "\uffff\uffff")
		return found


class HostTable(Table):
	"""A table whose attributes are columns."""

	def field(self, name: str) -> HostField:
		"""The column of this name."""
		return HostField(name, table=self)

	def __getitem__(self, name: str) -> HostField:
		return self.field(name)

	def __hash__(self) -> int:
		return hash(self.get_sql(quote_char='"'))


class HostQueryBuilder(MySQLQueryBuilder):
	"""A query that knows how to run itself."""

	QUERY_CLS = None

	def __init__(self, **kwargs):
		super().__init__(**kwargs)
		self.locks = False

	@builder
	def for_update(self, *_args, **_kwargs):
		"""Take the write lock before reading."""
		self.locks = True

	def _for_update_sql(self, **_kwargs) -> str:
		return ""

	def _insert_sql(self, **kwargs) -> str:
		return super()._insert_sql(**kwargs).replace("INSERT IGNORE", "INSERT OR IGNORE", 1)

	def _on_duplicate_key_update_sql(self, **kwargs) -> str:
		pairs = ",".join(
			f"{field.get_sql(**{**kwargs, 'with_namespace': False})}={value.get_sql(**kwargs)}"
			for field, value in self._duplicate_updates
		)
		return f" ON CONFLICT DO UPDATE SET {pairs}"

	def run(self, *args, as_dict=False, as_list=False, pluck=False, debug=False, **kwargs):
		"""Run the query; rows as tuples, dicts, lists or first values."""
		return frappe.db.fetch(self.get_sql(), (), as_dict, as_list, pluck, self.locks)


class HostQuery(Query):
	"""Entry points of the query builder."""

	DocType = None

	@classmethod
	def _builder(cls, **kwargs):
		return HostQueryBuilder(**kwargs)

	@classmethod
	def from_(cls, selectable, *args, **kwargs):
		"""SELECT, UPDATE or DELETE on a DocType (by name), table or query."""
		return super().from_(_as_table(selectable), *args, **kwargs)

	@classmethod
	def into(cls, selectable, *args, **kwargs):
		"""INSERT."""
		return super().into(_as_table(selectable), *args, **kwargs)

	@classmethod
	def update(cls, selectable, *args, **kwargs):
		"""UPDATE."""
		return super().update(_as_table(selectable), *args, **kwargs)

	@staticmethod
	def get_query(
		table, *, fields=None, filters=None, order_by=None, group_by=None, limit=None, for_update=False, **_kw
	):
		"""A query from Frappe's filters, without permissions."""
		return get_query(table, fields, filters, order_by, group_by, limit, for_update)


HostQueryBuilder.QUERY_CLS = HostQuery


def _as_table(selectable):
	return DocType(selectable) if isinstance(selectable, str) else selectable


def DocType(name: str, *args, **kwargs) -> HostTable:
	"""The table of a DocType."""
	return HostTable(name if name.startswith("__") else f"tab{name}", *args, **kwargs)


class TextCriterion(Criterion):
	"""A condition given as SQL text."""

	def __init__(self, text: str):
		super().__init__()
		self.text = text

	def nodes_(self):
		"""The node itself."""
		yield self

	def get_sql(self, **_kwargs) -> str:
		"""The text."""
		return self.text


def get_query(table, fields=None, filters=None, order_by=None, group_by=None, limit=None, for_update=False):
	"""A query from Frappe's filters, without permissions."""
	from frappe.database.conditions import build

	table = _as_table(table)
	fields = [fields] if isinstance(fields, str) else fields or ["name"]
	query = HostQuery.from_(table).select(
		*(table[one] if isinstance(one, str) and one != "*" else one for one in fields)
	)
	if where := build(filters, table._table_name.removeprefix("tab"), null_aware=False):
		query = query.where(TextCriterion(where))
	if group_by:
		query = query.groupby(table[group_by])
	for part in (order_by or "").split(",") if order_by else ():
		name, _space, way = part.strip().partition(" ")
		query = query.orderby(
			table[name], order=pypika.Order.desc if way.lower() == "desc" else pypika.Order.asc
		)
	query = query.limit(limit) if limit else query
	return query.for_update() if for_update else query


HostQuery.desc, HostQuery.asc = pypika.Order.desc, pypika.Order.asc
HostQuery.DocType = staticmethod(DocType)
HostQuery.Table = staticmethod(lambda name, *args, **kwargs: HostTable(name, *args, **kwargs))
HostQuery.Field = staticmethod(lambda name, *args, **kwargs: HostField(name, *args, **kwargs))
