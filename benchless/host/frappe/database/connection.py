"""One SQLite connection with MariaDB's manners: transactions, savepoints, text comparison, errors."""

import datetime
import re
import sqlite3
from collections import deque

import frappe
from frappe.database import collation
from frappe.database.values import guess, literal, plain

_WRITES = re.compile(r"\s*(insert|update|delete|replace)\b", re.I)
_DDL = re.compile(r"\s*(create|alter|drop|truncate)\b", re.I)
_COMPUTED = re.compile(r"\b(max|min|ifnull|coalesce|date|case|nullif)\b\s*[( ]", re.I)
_NAMED = re.compile(r"%\((\w+)\)s")


class Callbacks:
	"""Functions to run when a transaction ends, in the order added."""

	def __init__(self):
		self._functions = deque()

	def add(self, function) -> None:
		"""Add a function of no arguments."""
		self._functions.append(function)

	def run(self) -> None:
		"""Run and forget all; functions added meanwhile run too."""
		while self._functions:
			self._functions.popleft()()

	def reset(self) -> None:
		"""Forget all."""
		self._functions.clear()


def _concat(*parts):
	return None if any(part is None for part in parts) else "".join(str(part) for part in parts)


def _date_diff(left, right):
	if left is None or right is None:
		return None
	parse = datetime.date.fromisoformat
	return (parse(str(left)[:10]) - parse(str(right)[:10])).days


def open_connection(path: str) -> sqlite3.Connection:
	"""A connection with the collation and functions that statements count on."""
	connection = sqlite3.connect(
		path, isolation_level=None, detect_types=sqlite3.PARSE_DECLTYPES, timeout=30, check_same_thread=False
	)
	connection.create_collation("unicode_ci", collation.compare)
	for name, count, function in (
		("like", 2, collation.like),
		("regexp", 2, collation.regexp),
		("concat", -1, _concat),
		("datediff", 2, _date_diff),
		("locate", 2, lambda part, text: collation.fold(str(text or "")).find(collation.fold(str(part))) + 1),
		("year", 1, lambda value: int(value[:4]) if value else None),
		("month", 1, lambda value: int(value[5:7]) if value else None),
		("now", 0, lambda: plain(frappe.utils.now_datetime())),
		("curdate", 0, lambda: plain(frappe.utils.getdate())),
	):
		connection.create_function(name, count, function, deterministic=count != 0)
	connection.executescript(
		"pragma journal_mode=WAL; pragma synchronous=OFF; pragma temp_store=MEMORY; pragma cache_size=-64000"
	)
	return connection


class Connection:
	"""Runs statements inside one transaction that begins at the first write or locking read."""

	db_type = "sqlite"
	ProgrammingError = OperationalError = sqlite3.OperationalError
	IntegrityError = sqlite3.IntegrityError
	DataError = InternalError = sqlite3.DataError

	def __init__(self, path: str):
		self.path = path
		self._connection = open_connection(path)
		self.before_commit, self.after_commit = Callbacks(), Callbacks()
		self.before_rollback, self.after_rollback = Callbacks(), Callbacks()
		self.value_cache = {}
		self.transaction_writes = 0
		self.query_count = 0
		self.last_query = ""

	def close(self) -> None:
		"""Close without committing."""
		self._connection.close()

	def begin(self, read_only: bool = False) -> None:
		"""Begin a transaction; a writing one takes SQLite's single write lock at once."""
		if not self._connection.in_transaction:
			self._connection.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

	def execute(self, query: str, values=(), lock: bool = False) -> sqlite3.Cursor:
		"""Run one statement in SQLite's own parameter style."""
		self.query_count += 1
		self.last_query = query
		try:
			if _DDL.match(query):
				self.commit()
			elif lock or _WRITES.match(query):
				self.begin()
				self.transaction_writes += 1
			return self._connection.execute(query, values)
		except sqlite3.OperationalError as error:
			if "locked" in str(error):
				raise frappe.QueryTimeoutError(str(error)) from error
			raise type(error)(f"{error}: {query[:300]}") from error

	def sql(
		self,
		query,
		values=(),
		as_dict=False,
		as_list=False,
		pluck=False,
		debug=False,
		explain=False,
		run=True,
		**_kw,
	):
		"""Run a statement with %s or %(name)s placeholders; rows as tuples, dicts, lists or first values."""
		query = str(query)
		if not run:
			return query
		text, parameters = self._with_parameters(query, values)
		lock = bool(re.search(r"\bfor update\s*$", text, re.I))
		if lock:
			text = re.sub(r"\bfor update\s*$", "", text, flags=re.I)
		return self.fetch(text, parameters, as_dict, as_list, pluck, lock)

	def fetch(self, text, parameters=(), as_dict=False, as_list=False, pluck=False, lock=False):
		"""Run a statement in SQLite's own parameter style and shape its rows."""
		cursor = self.execute(text, parameters, lock)
		if cursor.description is None:
			return []
		rows = cursor.fetchall()
		if rows and _COMPUTED.search(text):
			rows = [tuple(guess(value) for value in row) for row in rows]
		if pluck:
			return [row[0] for row in rows]
		if as_dict:
			names = [column[0] for column in cursor.description]
			return [frappe._dict(zip(names, row, strict=True)) for row in rows]
		return [list(row) for row in rows] if as_list else tuple(rows)

	@staticmethod
	def _with_parameters(query: str, values):
		if isinstance(values, dict):
			found = []

			def replace(match):
				value = values[match.group(1)]
				many = list(value) if isinstance(value, list | tuple | set) else None
				found.extend([value] if many is None else many)
				return "?" if many is None else "(" + ",".join("?" * len(many)) + ")"

			return _NAMED.sub(replace, query).replace("%%", "%"), found
		if values is None or values == ():
			return query, ()
		values = list(values) if isinstance(values, list | tuple) else [values]
		return query.replace("%s", "?").replace("%%", "%"), values

	def commit(self) -> None:
		"""Make the transaction last, then run what waited for it."""
		if self._connection.in_transaction or self.before_commit._functions or self.after_commit._functions:
			self.before_commit.run()
			if self._connection.in_transaction:
				self._connection.execute("COMMIT")
			self.after_rollback.reset()
			self.before_rollback.reset()
			self.transaction_writes = 0
			self.after_commit.run()

	def rollback(self, *, save_point: str | None = None) -> None:
		"""Undo the transaction, or what came after the savepoint."""
		if save_point:
			self._connection.execute(f"ROLLBACK TO SAVEPOINT `{save_point}`")
			return
		self.before_rollback.run()
		if self._connection.in_transaction:
			self._connection.execute("ROLLBACK")
		self.before_commit.reset()
		self.after_commit.reset()
		self.value_cache.clear()
		self.transaction_writes = 0
		self.after_rollback.run()

	def savepoint(self, save_point: str) -> None:
		"""Mark a point in the transaction to which it can be rolled back."""
		self.begin()
		self._connection.execute(f"SAVEPOINT `{save_point}`")

	def release_savepoint(self, save_point: str) -> None:
		"""Forget a savepoint and keep what came after it."""
		self._connection.execute(f"RELEASE SAVEPOINT `{save_point}`")

	def escape(self, value, percent: bool = True) -> str:
		"""The value as a quoted SQL literal."""
		return literal(str(value) if value is not None else "")

	@staticmethod
	def _error_name(error) -> str:
		return getattr(error, "sqlite_errorname", "") or ""

	def is_primary_key_violation(self, error) -> bool:
		"""Did a second row with the same name make this error?"""
		return self._error_name(error) == "SQLITE_CONSTRAINT_PRIMARYKEY"

	def is_unique_key_violation(self, error) -> bool:
		"""Did a unique index make this error?"""
		return self._error_name(error) == "SQLITE_CONSTRAINT_UNIQUE"

	def is_duplicate_entry(self, error) -> bool:
		"""Did any unique key make this error?"""
		return self.is_primary_key_violation(error) or self.is_unique_key_violation(error)

	def is_deadlocked(self, error) -> bool:
		"""One writer at a time: SQLite has no deadlocks, only waits."""
		return isinstance(error, frappe.QueryDeadlockError)

	def is_timedout(self, error) -> bool:
		"""Did waiting for the write lock make this error?"""
		return isinstance(error, frappe.QueryTimeoutError)
