"""frappe.get_list: rows the user may read, in every form of filters and fields Frappe takes."""

import json
import re

import frappe
from frappe import _
from frappe.database.conditions import build, table
from frappe.database.values import literal
from frappe.model import child_table_fields, default_fields, optional_fields
from frappe.permissions import get_allowed_docs_for_doctype, get_role_permissions, get_user_permissions

_PLAIN = re.compile(
	r"^(?:`?tab(?P<table>[^`.]+)`?\.)?`?(?P<column>[\w-]+|\*)`?(?:\s+as\s+[`'\"]?(?P<alias>[\w ]+)[`'\"]?)?$",
	re.I,
)
_DOTTED = re.compile(r"^(?P<link>\w+)\.(?P<column>\w+)(?:\s+as\s+[`'\"]?(?P<alias>\w+)[`'\"]?)?$", re.I)
_FUNCTION = re.compile(
	r"^(?P<name>\w+)\s*\((?P<inner>.*)\)(?:\s+as\s+[`'\"]?(?P<alias>\w+)[`'\"]?)?$", re.I | re.S
)
_FORBIDDEN = re.compile(
	r"\b(select|insert|update|delete|drop|union|sleep|benchmark|global|variables|coalesce|if)\b|;|--|/\*",
	re.I,
)


class DatabaseQuery:
	"""One list query."""

	def __init__(self, doctype: str, user: str | None = None):
		self.doctype = doctype
		self.user = user
		self.joins: list[str] = []
		self.joined: set[str] = set()

	def execute(
		self, fields=None, filters=None, or_filters=None, docstatus=None, group_by=None, order_by="KEEP", limit_start=0,
		limit_page_length=None, as_list=False, ignore_permissions=False, user=None, distinct=False, start=None,
		page_length=None, limit=None, ignore_ifnull=False, run=True, pluck=None, parent_doctype=None, **_kwargs,
	):  # fmt: skip
		"""Rows as dicts, lists (`as_list`) or first values (`pluck`)."""
		self.user = user or self.user or frappe.session.user
		self.ignore_permissions = ignore_permissions
		self.parent_doctype = parent_doctype
		if isinstance(fields, dict) or (isinstance(fields, list) and fields and isinstance(fields[0], list)):
			fields, filters = filters, fields
		if not ignore_permissions:
			self._check_read()
		columns = self._columns(self._field_list(fields, pluck))
		conditions = self._conditions(filters, or_filters, docstatus, not ignore_ifnull)
		text = f"select {'distinct ' if distinct else ''}{', '.join(columns)} from {table(self.doctype)}"
		text += "".join(self.joins)
		if conditions:
			text += " where " + " and ".join(f"({one})" for one in conditions)
		if group_by:
			text += f" group by {self._checked_order(group_by)}"
		order = self._order(order_by, group_by, columns)
		text += f" order by {order}" if order else ""
		length = limit if limit is not None else page_length if page_length is not None else limit_page_length
		length = frappe.utils.cint(length)
		if length:
			text += f" limit {length} offset {frappe.utils.cint(start or limit_start)}"
		if not run:
			return text
		if pluck:
			return self._pluck(text, pluck)
		return frappe.db.fetch(text, as_dict=not as_list)

	def _pluck(self, text: str, pluck: str) -> list:
		rows = frappe.db.fetch(text, as_dict=True)
		key = pluck.rsplit(".", 1)[-1].strip("`")
		return [row[key] if key in row else next(iter(row.values())) for row in rows]

	# fields

	def _field_list(self, fields, pluck) -> list:
		if isinstance(fields, str):
			if fields.startswith("["):
				fields = json.loads(fields)
			else:
				fields = ["*"] if fields == "*" else [one.strip() for one in fields.split(",")]
		fields = list(fields or [pluck or "name"])
		return fields if self.ignore_permissions else self._readable(fields)

	def _readable(self, fields: list) -> list:
		meta = frappe.get_meta(self.doctype)
		allowed = set(meta.get_permitted_fieldnames(self.parent_doctype, user=self.user))
		allowed |= {*default_fields, *child_table_fields, *optional_fields}
		known = set(meta._columns)
		kept: list = []
		for field in fields:
			match = _PLAIN.match(field.strip())
			if match and match["column"] == "*":
				kept += [column for column in meta._columns if column in allowed] if meta._high else [field]
			elif match and match["table"] in (None, self.doctype):
				kept += [field] if match["column"] in allowed or match["column"] not in known else []
			elif (inner := _FUNCTION.match(field.strip())) and inner["inner"].strip("` ") in known - allowed:
				continue
			else:
				kept.append(field)
		return kept or ["name"]

	def _columns(self, fields: list) -> list[str]:
		columns = []
		for field in fields:
			if not isinstance(field, str):
				columns.append(field.get_sql(quote_char="`", with_alias=True))
				continue
			columns.append(self._column(field.strip()))
		return columns

	def _column(self, field: str) -> str:
		if match := _PLAIN.match(field):
			owner = match["table"] or self.doctype
			self._join_child(owner)
			column = "*" if match["column"] == "*" else f"`{match['column']}`"
			return f"{table(owner)}.{column}" + (f" as `{match['alias']}`" if match["alias"] else "")
		if match := _DOTTED.match(field):
			return f"{self._linked(match['link'], match['column'])} as `{match['alias'] or match['column']}`"
		if match := _FUNCTION.match(field):
			if _FORBIDDEN.search(field):
				frappe.throw(_("Use of sub-query or function is restricted"), frappe.DataError)
			inner = match["inner"].strip()
			inner = (
				f"{table(self.doctype)}.`{inner}`" if inner.isidentifier() and inner != "distinct" else inner
			)
			return f"{match['name']}({inner})" + (
				f" as `{match['alias']}`" if match["alias"] else f" as `{field}`"
			)
		if _FORBIDDEN.search(field):
			frappe.throw(_("Use of sub-query or function is restricted"), frappe.DataError)
		return field

	def _join_child(self, doctype: str) -> None:
		if doctype == self.doctype or doctype in self.joined:
			return
		if (
			not frappe.get_meta(self.doctype).get_parentfields_for_child_doctype(doctype)
			and not self.ignore_permissions
		):
			frappe.throw(_("Table {0} cannot be joined").format(doctype), frappe.DataError)
		self.joined.add(doctype)
		own, parent = table(doctype), table(self.doctype)
		self.joins.append(
			f" left join {own} on ({own}.parent = {parent}.name and {own}.parenttype = {literal(self.doctype)})"
		)

	def _linked(self, fieldname: str, column: str) -> str:
		field = frappe.get_meta(self.doctype).get_field(fieldname)
		if not field:
			frappe.throw(_("Field {0} not found").format(fieldname), frappe.DataError)
		if field.fieldtype in ("Table", "Table MultiSelect"):
			self._join_child(field.options)
			return f"{table(field.options)}.`{column}`"
		if not self.ignore_permissions and not frappe.has_permission(field.options, "read", user=self.user):
			raise frappe.PermissionError(field.options)
		alias = f"`link_{fieldname}`"
		if fieldname not in self.joined:
			self.joined.add(fieldname)
			self.joins.append(
				f" left join {table(field.options)} {alias} on ({alias}.name = {table(self.doctype)}.`{fieldname}`)"
			)
		return f"{alias}.`{column}`"

	# conditions

	def _conditions(self, filters, or_filters, docstatus, null_aware: bool) -> list[str]:
		conditions = []
		if where := build(filters, self.doctype, null_aware, checked_by=self._seen):
			conditions.append(where)
		if where := build(or_filters, self.doctype, null_aware, joiner=" or ", checked_by=self._seen):
			conditions.append(where)
		if docstatus is not None:
			conditions.append(
				f"{table(self.doctype)}.docstatus in ({', '.join(str(int(one)) for one in docstatus)})"
			)
		if not self.ignore_permissions and (where := self.build_match_conditions()):
			conditions.append(where)
		return conditions

	def _seen(self, one):
		if one.doctype != self.doctype:
			self._join_child(one.doctype)
		elif "." in one.fieldname and _DOTTED.match(one.fieldname):
			link, column = one.fieldname.split(".")
			return one._replace(fieldname=self._linked(link, column))
		return one

	def build_match_conditions(self, as_condition=True) -> str:
		"""SQL text of what the user may read; '' for everything."""
		self.user = self.user or frappe.session.user
		meta = frappe.get_meta(self.doctype)
		if meta.istable:
			return ""
		role = get_role_permissions(meta, user=self.user)
		shared = frappe.share.get_shared(self.doctype, self.user)
		name = f"{table(self.doctype)}.name"
		share_text = f"{name} in ({', '.join(literal(one) for one in shared)})" if shared else ""
		if not (role.get("read") or role.get("select")):
			return share_text or "1 = 0"
		if self.user == "Administrator":
			return " and ".join(f"({part})" for part in self._hook_texts())
		owner_text = f"{table(self.doctype)}.owner = {literal(self.user)}"
		if role.get("has_if_owner_enabled") and "read" in role["if_owner"]:
			parts = [owner_text]
		else:
			parts = self._user_permission_texts(meta)
			if parts and role.get("if_owner"):
				parts = (
					[f"({' and '.join(parts)}) or {owner_text}"] if role["if_owner"].get("read") else parts
				)
		parts += self._hook_texts()
		text = " and ".join(f"({part})" for part in parts)
		return f"({text}) or ({share_text})" if text and share_text else text

	def _user_permission_texts(self, meta) -> list[str]:
		permissions = get_user_permissions(self.user)
		strict = (
			frappe.utils.cint(frappe.get_system_settings("apply_strict_user_permissions"))
			if permissions
			else 0
		)
		parts = []
		if self.doctype in permissions:
			allowed = get_allowed_docs_for_doctype(permissions[self.doctype], self.doctype)
			parts += (
				[f"{table(self.doctype)}.name in ({', '.join(map(literal, allowed))})"] if allowed else []
			)
		for field in meta._links_user if permissions else ():
			allowed = get_allowed_docs_for_doctype(permissions.get(field.options, []), self.doctype)
			if allowed:
				column = f"{table(self.doctype)}.`{field.fieldname}`"
				empty = "" if strict else f"ifnull({column}, '') = '' or "
				parts.append(f"{empty}{column} in ({', '.join(map(literal, allowed))})")
		return parts

	def _hook_texts(self) -> list[str]:
		hooks = frappe.get_hooks("permission_query_conditions", {})
		texts = []
		for method in hooks.get(self.doctype, []) + hooks.get("*", []):
			if text := frappe.call(frappe.get_attr(method), self.user, doctype=self.doctype):
				texts.append(text)
		return texts

	def _check_read(self) -> None:
		meta = frappe.get_meta(self.doctype)
		if meta.istable:
			parent = self.parent_doctype
			if not parent or not frappe.has_permission(parent, "read", user=self.user):
				raise frappe.PermissionError(_("Parent DocType is required to list {0}").format(self.doctype))
			return
		allowed = [frappe.has_permission(self.doctype, right, user=self.user) for right in ("select", "read")]
		if not any(allowed):
			frappe.flags.error_message = _("Insufficient Permission for {0}").format(
				frappe.bold(self.doctype)
			)
			raise frappe.PermissionError(self.doctype)

	# order

	def _order(self, order_by, group_by, columns: list[str]) -> str:
		if order_by is None or order_by == "":
			return ""
		if order_by != "KEEP":
			return self._checked_order(order_by)
		alone = len(columns) == 1 and re.match(r"^(count|min|max|sum|avg)\(", columns[0], re.I)
		if group_by or alone:
			return ""
		meta = frappe.get_meta(self.doctype)
		if meta.sort_field and "," in meta.sort_field:
			return self._checked_order(meta.sort_field)
		return f"{table(self.doctype)}.`{meta.sort_field or 'modified'}` {meta.sort_order or 'DESC'}"

	def _checked_order(self, text: str) -> str:
		if _FORBIDDEN.search(text):
			frappe.throw(_("Illegal SQL Query"), frappe.DataError)
		known = set(frappe.get_meta(self.doctype)._columns)
		parts = []
		for part in text.split(","):
			name, _space, way = part.strip().partition(" ")
			bare = name.strip("`")
			if bare in known:
				name = f"{table(self.doctype)}.`{bare}`"
			parts.append(f"{name} {way}".strip())
		return ", ".join(parts)
